namespace Pmo.Protocol.Api;

/// <summary>An error as every service answers it, <c>application/problem+json</c> (RFC 9457). <c>Code</c> is stable, lower_snake.</summary>
public sealed record Problem(
    string? Type = null,
    string? Title = null,
    int? Status = null,
    string? Code = null,
    string? Detail = null,
    string? Audit = null,
    IReadOnlyList<ProblemItem>? Errors = null);

/// <summary>One error among several: at a line (from 1), an index (from 0) or a field.</summary>
public sealed record ProblemItem(string Code, string Detail, int? Line = null, int? Index = null, string? Field = null);
