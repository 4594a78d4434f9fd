using System.Text;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests;

/// <summary>What a caller got.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Code => Headers.GetValueOrDefault("Content-Type")?.StartsWith("application/problem+json", StringComparison.Ordinal) == true
        ? Json.GetProperty("code").GetString() : null;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, ApiJson.Options)!;

    /// <summary>Refused with this code, as problem details that are complete.</summary>
    public void ShouldBeRefused(int status, string code)
    {
        (Status, Code).ShouldBe((status, code), Text);
        var problem = Read<Problem>();
        (problem.Type, problem.Status).ShouldBe(("urn:pmo:problem:" + code, status));
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
        problem.Audit.ShouldBe(Header("Pmo-Audit"));
        (status == 401).ShouldBe(Headers.ContainsKey("WWW-Authenticate"));
    }

    public ApiAnswer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
