namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/destructions?after=SEQ</c>, which Matching answers to the Gateway alone.</summary>
/// <param name="Last">The number of the newest there is; smaller than the Gateway's own when Matching was restored from a backup.</param>
/// <param name="Items">The next ones, oldest first, at most <see cref="MaxItems"/>.</param>
public sealed record DestructionList(long Last, IReadOnlyList<DestructionItem> Items)
{
    /// <summary>Most of one answer.</summary>
    public const int MaxItems = 500;
}

/// <summary>Records were destroyed for good (UU 27/2022 art. 43, 44).</summary>
/// <param name="Seq">Its place in the order, from 1.</param>
/// <param name="Id">UUID version 7: the audit entry's id too.</param>
/// <param name="At">When they were gone.</param>
/// <param name="Dataset">Of which dataset.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Reason"><c>retention</c>, <c>closed</c> or <c>erased</c>.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Audit">The Gateway's decision entry, when somebody asked for it.</param>
public sealed record DestructionItem(
    long Seq, string Id, DateTimeOffset At, string Dataset, string Owner, string Reason, int Rows, string? Audit = null);
