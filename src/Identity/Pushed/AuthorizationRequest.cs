namespace Pmo.Identity.Pushed;

/// <summary>What a client asks for on behalf of a person, judged. Never prints itself.</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>One of the client's, as registered.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>S256 of the client's verifier (RFC 7636, 4.2), base64url.</summary>
    public required string Challenge { get; init; }

    /// <summary>Single spaces between.</summary>
    public required string Scope { get; init; }

    /// <summary>Given back as it came: at most 512 characters of <c>%x20-7E</c> (RFC 6749, A.5).</summary>
    public string? State { get; init; }

    /// <summary>For the id token, of the same form.</summary>
    public string? Nonce { get; init; }

    /// <summary><c>prompt=none</c>: answer at once, without asking the person anything.</summary>
    public bool IsSilent { get; init; }

    /// <summary><c>prompt=login</c>: the person signs in again.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Longest time since the person signed in, seconds.</summary>
    public int? MaxAge { get; init; }

    /// <summary>RFC 7638 thumbprint of the key to which the code is bound (RFC 9449, 10).</summary>
    public string? Thumbprint { get; init; }

    /// <summary><c>id</c> or <c>en</c>, the first of <c>ui_locales</c> that the pages have.</summary>
    public string? Language { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(AuthorizationRequest);
}
