namespace Pmo.Identity.Events;

/// <summary>What access tokens are refused although they have not ended.</summary>
/// <param name="Kind">By which claim.</param>
/// <param name="Id">Its value.</param>
/// <param name="IsLifted">True: they are taken again.</param>
internal sealed record Revocation(RevocationKind Kind, string Id, bool IsLifted = false);

/// <summary>The claim of access tokens that a revocation names.</summary>
internal enum RevocationKind
{
    /// <summary><c>org</c>: the organisation is kept out, its machines and its people.</summary>
    Organisation,

    /// <summary><c>client_id</c>: the client is suspended.</summary>
    Client,

    /// <summary><c>sub</c>: the person is suspended.</summary>
    Person,

    /// <summary><c>sid</c>: signed out.</summary>
    Session,

    /// <summary><c>jti</c>: this token alone (RFC 7009).</summary>
    Token,
}
