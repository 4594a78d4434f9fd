using System.Collections;

namespace Pmo.Client.Checks;

/// <summary>What was found of a person, as it comes.</summary>
/// <param name="I">0-based over all parts.</param>
/// <param name="Status">As in <see cref="Protocol.Api.CheckResult"/>.</param>
/// <param name="Overlaps">JSON.</param>
internal readonly record struct ReceivedResult(int I, string Status, string Overlaps);

/// <summary>What the JSON reader puts results into, one by one, so that the answer is never whole in memory.</summary>
internal sealed class ReceivedResults : ICollection<ReceivedResult>
{
    /// <summary>All of them.</summary>
    public PackedResults Packed { get; } = new();

    public int Count => Packed.Count;

    public bool IsReadOnly => false;

    /// <exception cref="System.Text.Json.JsonException">Its overlaps are none.</exception>
    public void Add(ReceivedResult item) => Packed.Add(item);

    public void Clear() => throw new NotSupportedException();

    public bool Contains(ReceivedResult item) => throw new NotSupportedException();

    public void CopyTo(ReceivedResult[] array, int arrayIndex) => throw new NotSupportedException();

    public bool Remove(ReceivedResult item) => throw new NotSupportedException();

    /// <summary>Nothing: the JSON reader asks, when it fails, to tell how many came before.</summary>
    public IEnumerator<ReceivedResult> GetEnumerator() => Enumerable.Empty<ReceivedResult>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
