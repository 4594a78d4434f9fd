namespace Pmo.Identity.Tokens;

/// <summary>The parameter <c>resource</c> (RFC 8707, 2): an absolute URI without fragment, which here can only be the one audience there is.</summary>
internal static class ResourceIndicator
{
    /// <summary>Judges it; null when it is absent or right.</summary>
    public static TokenError? Judge(TokenForm form, string audience)
    {
        // The RFC lets a client name several; with one audience a second is another one, or a mistake.
        if (form.Resources.Count > 1)
        {
            return new TokenError("invalid_target", "resource_repeated", $"There is one resource only, {audience}; send it once or not at all.");
        }

        return form.Resources.Count == 0 || form.Resources[0] == audience
            ? null
            : new TokenError("invalid_target", "resource", $"The only resource is {audience}; leave resource out or send that.");
    }
}
