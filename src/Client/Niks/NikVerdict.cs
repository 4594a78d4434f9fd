using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>The judgement on one row's NIK. Prints no NIK.</summary>
/// <param name="Status">Valid, invalid, or none.</param>
/// <param name="Nik">The number, when valid.</param>
/// <param name="Problem">Why it is invalid; names the line, not the value.</param>
/// <param name="Warnings">What is odd about a valid one, which is checked all the same.</param>
public readonly record struct NikVerdict(NikStatus Status, Nik Nik, Message? Problem, IReadOnlyList<Message> Warnings)
{
    /// <summary>The status.</summary>
    public override string ToString() => Status.ToString();

    internal static NikVerdict None { get; } = new(NikStatus.NoNik, default, Problem: null, []);

    internal static NikVerdict Invalid(Message problem) => new(NikStatus.Invalid, default, problem, []);
}
