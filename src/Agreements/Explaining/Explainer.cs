namespace Pmo.Agreements;

/// <summary>Answers questions by asking the decider, so that an explanation cannot differ from what happens.</summary>
internal sealed class Explainer(PolicyIndex index, Decider decider)
{
    /// <summary>One answer per agreement, those that allow first.</summary>
    public IReadOnlyList<PolicyAnswer> Explain(PolicyQuestion question)
    {
        var own = PartyId.TryParse(question.Party, out var party, out _) ? index.Of(party) : [];
        var named = question.Agreement is { } id ? (IEnumerable<string?>)[id] : own.Select(agreement => agreement.Id.Value);
        return
        [
            .. named.DefaultIfEmpty(null)
                .Select(agreement => Answer(question, agreement, own.FirstOrDefault(one => one.Id.Value == agreement)))
                .OrderByDescending(answer => answer.Decision.Allowed),
        ];
    }

    private PolicyAnswer Answer(PolicyQuestion question, string? id, Agreement? agreement)
    {
        var purposes = question.Purpose is { } purpose ? [purpose] : agreement?.Purposes.Select(one => one.ToWire()) ?? [];
        // An agreement's purposes are all equal to its permits: the first stands for all.
        var asked = purposes.FirstOrDefault();
        return new PolicyAnswer(id, asked, decider.Decide(
            new AccessRequest
            {
                Partner = question.Party,
                Agreement = id,
                Purpose = asked,
                Operation = question.Operation,
                Kind = question.Kind,
                Datasets = question.Datasets,
                Region = question.Region,
                Persons = question.Persons,
                At = question.At,
            },
            opening: true));
    }
}
