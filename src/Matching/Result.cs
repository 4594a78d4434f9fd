using Pmo.Hosting.Problems;

namespace Pmo.Matching;

/// <summary>What an operation answers: a value, or why not.</summary>
internal readonly struct Result<T>
{
    private Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>Set when <see cref="Failure"/> is not.</summary>
    public T? Value { get; }

    public Failure? Failure { get; }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);

    public static implicit operator Result<T>(ErrorCode code) => new(default, code);

    /// <summary>The one place where a failure becomes an answer.</summary>
    public IResult ToHttp(Func<T, IResult> answer) => Failure is { } failure ? new ProblemResult(failure) : answer(Value!);
}
