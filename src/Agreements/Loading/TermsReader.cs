namespace Pmo.Agreements;

/// <summary>Reads a permit's numbers: how much, how long a list, how exact.</summary>
internal static class TermsReader
{
    public static QuotaRule? Quota(FieldReader item, string key)
    {
        if (item.Mapping("quota", required: true, "persons", "per") is not { } quota)
            return null;
        var persons = quota.Count("persons", required: true);
        var period = quota.Term("per", Vocabulary.Periods, PolicyErrorCode.UnknownPeriod);
        return persons is { } limit && period is { } per ? new QuotaRule($"{key}/{per.ToWire()}", limit, per) : null;
    }

    public static Noise? Noise(FieldReader item) =>
        item.Mapping("noise", required: true, "epsilon") is { } noise && noise.Epsilon("epsilon") is { } epsilon ? new Noise(epsilon) : null;

    public static ListLimits? List(FieldReader item, FileErrors errors)
    {
        if (item.Mapping("list", required: true, "min", "max") is not { } list)
            return null;
        var min = list.Count("min", required: false);
        var max = list.Count("max", required: false);
        if (!list.Has("min") && !list.Has("max"))
        {
            errors.Add(
                PolicyErrorCode.EmptyValue, list.Line,
                "list: isi 'min', 'max' atau keduanya.", "list: fill in 'min', 'max' or both.");
        }
        else if (min > max)
        {
            errors.Add(
                PolicyErrorCode.MinAboveMax, list.LineOf("min"),
                "list: 'min' lebih besar dari 'max'. Tukar atau perbaiki.", "list: 'min' is above 'max'. Swap or correct them.");
        }

        return new ListLimits(min, max);
    }
}
