using System.Diagnostics.CodeAnalysis;

namespace Pmo.Client.Http;

/// <summary>The value of a call, or why there is none. Immutable.</summary>
/// <typeparam name="T">What the call gives.</typeparam>
public sealed class Outcome<T> where T : notnull
{
    private readonly T? _value;

    private Outcome(T? value, GatewayProblem? problem)
    {
        _value = value;
        Problem = problem;
    }

    /// <summary>Null when the call succeeded.</summary>
    public GatewayProblem? Problem { get; }

    /// <summary>True with the value, or false with the problem.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out GatewayProblem? problem)
    {
        value = _value;
        problem = Problem;
        return problem is null;
    }

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, problem: null);

    /// <summary>A failure.</summary>
    public static implicit operator Outcome<T>(GatewayProblem problem) => new(default, problem);
}
