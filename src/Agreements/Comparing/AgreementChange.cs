namespace Pmo.Agreements;

/// <summary>How an agreement differs, sentence by sentence (<see cref="PolicySet.TextOf"/>).</summary>
/// <param name="Id">The agreement.</param>
/// <param name="Removed">Sentences that no longer hold; all, when it is gone.</param>
/// <param name="Added">Sentences that are new; all, when it is.</param>
/// <param name="Was">Whether it was there before.</param>
/// <param name="Is">Whether it is there now.</param>
public sealed record AgreementChange(string Id, IReadOnlyList<LocalizedText> Removed, IReadOnlyList<LocalizedText> Added, bool Was, bool Is)
{
    internal bool IsChange => Removed.Count + Added.Count > 0;

    internal static AgreementChange Of(string id, IReadOnlyList<LocalizedText>? old, IReadOnlyList<LocalizedText>? young) => new(
        id, Less(old ?? [], young ?? []), Less(young ?? [], old ?? []), old is not null, young is not null);

    // As often as they stand there: two permits may say the same of one term, and one of them may change.
    private static List<LocalizedText> Less(IReadOnlyList<LocalizedText> some, IReadOnlyList<LocalizedText> others)
    {
        var left = others.CountBy(line => line).ToDictionary();
        var less = new List<LocalizedText>();
        foreach (var line in some)
        {
            if (left.TryGetValue(line, out var count) && count > 0)
                left[line] = count - 1;
            else
                less.Add(line);
        }

        return less;
    }
}
