namespace Pmo.Client.Messages;

/// <summary>A language in which a person can read a message. Indonesian is the default everywhere.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia.</summary>
    Id,

    /// <summary>English.</summary>
    En,
}
