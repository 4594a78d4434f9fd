namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/pseudonyms/keys</c>: the caller's key statements, each a JWS (see <see cref="Keys.KeyStatement"/>).</summary>
public sealed record Statements(IReadOnlyList<string> Keys);
