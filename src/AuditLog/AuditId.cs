namespace Pmo.AuditLog;

/// <summary>Ids of entries: UUID version 7 (RFC 9562), in order of time, with dashes so that no run of digits in it can look like a NIK.</summary>
public static class AuditId
{
    /// <summary>A new id.</summary>
    public static string New(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("D");

    /// <summary>An instant as entries keep it: UTC, without what is finer than a millisecond.</summary>
    public static DateTimeOffset ToTheMillisecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
