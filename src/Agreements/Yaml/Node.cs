namespace Pmo.Agreements;

/// <summary>A piece of a YAML file that knows its line, counted from 1.</summary>
internal abstract record Node(int Line);

internal sealed record ScalarNode(int Line, string Value) : Node(Line);

internal sealed record SequenceNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

/// <summary>Keys are unique: a repeated one is an error and keeps its first value.</summary>
internal sealed record MappingNode(int Line, IReadOnlyDictionary<string, MappingEntry> Entries) : Node(Line);

internal sealed record MappingEntry(int Line, Node Value);
