using System.Reflection;
using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Dependencies;
using Pmo.Architecture.Tests.Repository;
using Pmo.Client.Messages;
using Pmo.Hosting.Problems;

namespace Pmo.Architecture.Tests.Types;

/// <summary>Every error that is a value in some assembly, whoever wrote it.</summary>
public sealed partial class ErrorCodeTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly List<(string Where, ErrorCode Value)> Codes = [.. Of<ErrorCode>()];
    private static readonly List<(string Where, Message Value)> Messages = [.. Of<Message>()];

    [Fact]
    public void There_are_codes_to_look_at() => Codes.Count.ShouldBeGreaterThan(20);

    // The reader of an error may read only one of the two languages.
    [Fact]
    public void Every_text_exists_in_Indonesian_and_English() => Rule.Holds(
        Codes.Where(code => Blank(code.Value.Indonesian) || Blank(code.Value.English)).Select(code => code.Where)
            .Concat(Messages.Where(message => Blank(message.Value.Id) || Blank(message.Value.En)).Select(message => message.Where)),
        "Write the missing text.");

    // A value named in one language only is lost in the other; one too many is an exception while answering.
    [Fact]
    public void Both_texts_name_the_same_values() => Rule.Holds(
        Codes.Where(code => !Holes(code.Value.Indonesian).SetEquals(Holes(code.Value.English))).Select(code => code.Where),
        "Use the same placeholders in both texts.");

    // Scripts rely on codes: one spelling, never translated.
    [Fact]
    public void Codes_are_lower_snake() => Rule.Holds(
        Codes.Where(code => !LowerSnake().IsMatch(code.Value.Code)).Select(code => $"{code.Where} '{code.Value.Code}'")
            .Concat(Messages.Where(message => !LowerSnake().IsMatch(message.Value.Code)).Select(message => $"{message.Where} '{message.Value.Code}'")),
        "Lower case, digits, underscores between words.");

    [Fact]
    public void Statuses_are_those_of_errors() => Rule.Holds(
        Codes.Where(code => code.Value.Status is < 400 or > 599).Select(code => FormattableString.Invariant($"{code.Where} {code.Value.Status}")),
        "An error answers 4xx or 5xx.");

    // A client decides by the code; two statuses for one code make it guess.
    [Fact]
    public void No_code_has_two_statuses() => Rule.Holds(
        from code in Codes
        group code by code.Value.Code into same
        where same.Select(code => code.Value.Status).Distinct().Count() > 1
        select $"{same.Key}: {string.Join(", ", same.Select(code => FormattableString.Invariant($"{code.Where} {code.Value.Status}")))}",
        "Give one of them another code, or both the same status.");

    private static IEnumerable<(string Where, T Value)> Of<T>() =>
        from type in BuiltAssemblies.Types
        where !type.ContainsGenericParameters
        from field in type.GetFields(Static)
        where field.FieldType == typeof(T)
        select ($"{type.FullName}.{field.Name}", (T)field.GetValue(null)!);

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);

    private static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Groups["index"].Value)];

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LowerSnake();

    [GeneratedRegex(@"\{(?<index>\d+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
