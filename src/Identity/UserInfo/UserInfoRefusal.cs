using Pmo.Identity.Tokens;

namespace Pmo.Identity.UserInfo;

/// <summary>A refusal as resource servers give it: the header says it too (RFC 6750, 3; RFC 9449, 7.1).</summary>
internal sealed record UserInfoRefusal(TokenError Error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.WWWAuthenticate =
            $"DPoP error=\"{Error.Error}\", error_description=\"{Error.Description}\", algs=\"ES256 PS256\"";
        return Error.ExecuteAsync(httpContext);
    }
}
