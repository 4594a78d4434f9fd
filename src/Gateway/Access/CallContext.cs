using Microsoft.AspNetCore.Http.Extensions;
using Pmo.Agreements;
using Pmo.Gateway.Api;
using Pmo.Gateway.Tokens;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Access;

/// <summary>One request to the API while it is decided and forwarded. One request's own; not thread-safe.</summary>
internal sealed class CallContext(HttpContext http, ApiCall call, PolicySet policies, DateTimeOffset at)
{
    private const int MaxHeader = 128;

    public HttpContext Http { get; } = http;

    public ApiCall Call { get; } = call;

    /// <summary>The set that decides it, whatever is loaded meanwhile.</summary>
    public PolicySet Policies { get; } = policies;

    /// <summary>When it came in.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Path and query, as they are forwarded and as a decision names them.</summary>
    public string Target { get; } = http.Request.GetEncodedPathAndQuery();

    /// <summary>Set once token and proof hold.</summary>
    public Caller? Caller { get; set; }

    /// <summary>What of the caller's proof is to be taken with the decision entry; null once it is.</summary>
    public ReplayId? Once { get; set; }

    /// <summary>The whole body.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>What the log will say of it.</summary>
    public AccessFacts Facts { get; set; } = new() { Operation = call.Operation };

    /// <summary>The organisation; only after authentication.</summary>
    public string Partner => Caller!.Organisation;

    /// <summary>A header that names something short; null when it is absent.</summary>
    public string? Header(string name)
    {
        var values = Http.Request.Headers[name];
        return values.Count == 1 && values[0] is { Length: > 0 and <= MaxHeader } text ? text : null;
    }

    /// <summary>Makes it the call of nobody: whoever sends a proof again need not be who made it.</summary>
    public void Forget()
    {
        (Caller, Once) = (null, null);
        Facts = new AccessFacts { Operation = Call.Operation };
    }

    /// <summary>A part of the path.</summary>
    public string? Route(string name) => Http.Request.RouteValues.TryGetValue(name, out var value) ? value as string : null;

    /// <summary>The digest of the body as sent; null without a body.</summary>
    public string? Digest => Body.Length > 0 ? Http.Request.Headers[PmoHeaders.ContentDigest].ToString() : null;

    /// <summary>What a retry must repeat: the body, and the purpose that it was asked for.</summary>
    public string Fingerprint => $"{ContentDigest.Of(Body)} {Header(PmoHeaders.Purpose)}";
}

/// <summary>What is known of a request for its audit entries.</summary>
internal sealed record AccessFacts
{
    public string? Agreement { get; init; }

    public string? Purpose { get; init; }

    public string? Operation { get; init; }

    public IReadOnlyList<string>? Datasets { get; init; }

    public string? Session { get; init; }

    public int? Rows { get; init; }

    public string? Policy { get; init; }

    public string? Case { get; init; }
}

/// <summary>What a rule answers: a grant, or why not.</summary>
internal sealed record AccessResult(Grant? Grant, Failure? Failure)
{
    public static implicit operator AccessResult(Grant grant) => new(grant, null);

    public static implicit operator AccessResult(Failure failure) => new(null, failure);

    public static implicit operator AccessResult(ErrorCode code) => new(null, code);
}
