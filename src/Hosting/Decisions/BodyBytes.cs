namespace Pmo.Hosting.Decisions;

/// <summary>Bodies that have been read into memory.</summary>
public static class BodyBytes
{
    /// <summary>
    /// The bytes of a buffer that is written no more. Of the length that was told its array is right as it is: a part is among what .NET gives back late, and a
    /// second array of it is memory and collections.
    /// </summary>
    /// <param name="buffer">Made with the length that was told.</param>
    public static byte[] Of(MemoryStream buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }
}
