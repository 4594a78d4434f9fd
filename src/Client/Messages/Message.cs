namespace Pmo.Client.Messages;

/// <summary>
/// Something to tell the user, in both languages. Holds no NIK: it names the line instead.
/// Immutable, thread-safe.
/// </summary>
/// <param name="Code">What scripts rely on, lower_snake; never changes its meaning.</param>
/// <param name="Id">The Indonesian text: what is wrong, and how to mend it.</param>
/// <param name="En">The same in English.</param>
public readonly record struct Message(string Code, string Id, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.En ? En : Id;

    /// <summary>The code: a text is asked for in a language.</summary>
    public override string ToString() => Code;
}
