namespace Pmo.Protocol.Api;

/// <summary>The answer to a part of a check or an upload.</summary>
public sealed record PartReceived(int Part, int Rows);
