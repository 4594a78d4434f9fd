namespace Pmo.Identity.AccountPages;

/// <summary>A labelled input of a form.</summary>
/// <param name="Name">Its name and id.</param>
/// <param name="Label">What it is.</param>
/// <param name="Autocomplete">HTML's token for its purpose (WCAG 2.2, 1.3.5).</param>
/// <param name="Errors">All of the form's.</param>
internal sealed record Field(string Name, string Label, string Autocomplete, IReadOnlyList<FieldError> Errors)
{
    public string Type { get; init; } = "text";

    public string? Hint { get; init; }

    public string? Value { get; init; }

    public string? InputMode { get; init; }

    public int MaxLength { get; init; } = 128;

    /// <summary>A password, which is never sent back.</summary>
    public static Field Password(string name, string label, string autocomplete, IReadOnlyList<FieldError> errors, string? hint = null) =>
        new(name, label, autocomplete, errors) { Type = "password", Hint = hint };
}

/// <summary>What is wrong with an input, and which.</summary>
internal sealed record FieldError(string Field, string Text);
