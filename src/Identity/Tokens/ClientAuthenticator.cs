using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Tokens;

/// <summary>Who asks, by <c>private_key_jwt</c> (RFC 7523; FAPI 2.0, 5.3.2.1). Thread-safe.</summary>
internal sealed class ClientAuthenticator(
    IdentityOptions options, ClientStore clients, ReplayStore replays, RateLimiter limiter, TimeProvider time)
{
    // One text for all of these: an answer must not tell who is a client and who is suspended.
    private const string NotTaken =
        "The client is not enrolled, not active, or client_assertion was not signed by its enrolled key. Ask the operator to compare the fingerprint.";

    /// <summary>Told of an assertion that was used before.</summary>
    public static readonly TokenError Replayed =
        TokenError.InvalidClient("assertion_replayed", "This client_assertion was used before. Make one with a fresh jti for each request.");

    /// <summary>The client whose assertion was sent; an accepted assertion is used up.</summary>
    /// <returns>On an error after it was found, the client too: for the log only.</returns>
    public async Task<(Client? Client, TokenError? Error)> AuthenticateAsync(ClientCredentials sent, CancellationToken cancellation)
    {
        var (client, once, error) = await IdentifyAsync(sent, cancellation);
        return error is null && !await replays.TryTakeAsync(once, cancellation) ? (client, Replayed) : (client, error);
    }

    /// <summary>
    /// <see cref="AuthenticateAsync"/> without using the assertion up, for who has more to judge first and then takes <c>Once</c> together with it.
    /// </summary>
    public async Task<(Client? Client, ReplayId Once, TokenError? Error)> IdentifyAsync(ClientCredentials sent, CancellationToken cancellation)
    {
        var (assertion, error) = ClientAssertion.Read(sent, options.Issuer, time.GetUtcNow());
        if (assertion is null)
        {
            return (null, default, error);
        }

        if (await clients.FindAsync(assertion.ClientId, cancellation) is not { } client)
        {
            return (null, default, TokenError.InvalidClient("client_unknown", NotTaken));
        }

        if (!client.Key.Verify(assertion.Jws))
        {
            return (client, default, TokenError.InvalidClient("assertion_signature", NotTaken));
        }

        if (!client.IsActive)
        {
            return (client, default, TokenError.InvalidClient("client_suspended", NotTaken));
        }

        // Now that it is the client: a stranger must not be able to use up its share.
        var reading = limiter.TakeClient(client.ClientId);
        return reading.IsOver
            ? (client, default, RateErrors.Protocol(RateErrors.PerClient, reading.RetryAfterSeconds) with { IsRecorded = !reading.IsFirst })
            : (client, new ReplayId($"assertion:{client.ClientId}", assertion.Jti, assertion.Ends), null);
    }
}
