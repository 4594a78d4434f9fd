using System.Diagnostics;
using System.Text;

namespace Pmo.Agreements.Tests;

public sealed class YamlTreeTests
{
    private static (Node? Root, List<PolicyError> Errors) Read(byte[] bytes)
    {
        var errors = new List<PolicyError>();
        return (YamlTree.Read(bytes, new FileErrors("a.yaml", errors)), errors);
    }

    private static string[] Errors(string text) =>
        [.. Read(Encoding.UTF8.GetBytes(text)).Errors.Select(error => FormattableString.Invariant($"{error.Line} {error.Code.ToWire()}"))];

    [Fact]
    public void Nodes_know_their_lines()
    {
        var root = Read("a: 1\nb:\n  - x\n  - y: z\n"u8.ToArray()).Root.ShouldBeOfType<MappingNode>();
        root.Entries["b"].Line.ShouldBe(2);
        var list = root.Entries["b"].Value.ShouldBeOfType<SequenceNode>();
        list.Items.Select(item => item.Line).ShouldBe([3, 4]);
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x\n", "1 alias_refused", "2 alias_refused")]
    [InlineData("a: !!binary aGk=\n", "1 tag_refused")]
    [InlineData("a: 1\n---\nb: 2\n", "2 multiple_documents")]
    [InlineData("a: 1\n...\nb: 2\n", "3 multiple_documents")]
    [InlineData("a: 1\nb: 2\na: 3\na: 4\n", "3 duplicate_key", "4 duplicate_key")]
    [InlineData("[x]: 1\n{y: 1}: 2\n", "1 wrong_shape", "2 wrong_shape")]
    [InlineData("a:\n\tb: 1\n\tc: 2\n", "2 tab_refused", "3 tab_refused")]
    [InlineData("a: x\u202Ey\n", "1 character_refused")]
    [InlineData("# \u2066hidden\na: 1\n", "1 character_refused")]
    [InlineData("a: \"\\u202E\"\n", "1 character_refused")]
    [InlineData("a: \"\\u0007\"\n", "1 character_refused")]
    [InlineData("a: \"\\uD800\"\n", "1 yaml_syntax")]
    [InlineData("a: \u0000\n", "1 character_refused")]
    [InlineData("", "0 empty_value")]
    [InlineData("# nothing\n", "0 empty_value")]
    [InlineData("[[[[[[[[[[1]]]]]]]]]]", "1 nesting_too_deep")]
    public void Hostile_text_is_refused_with_its_line(string text, params string[] expected) => Errors(text).ShouldBe(expected);

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a: 'open\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("a:\n  : 1, b: 2 }\nc: 3\n")] // the parser just ends here
    [InlineData("a: *\n")]
    [InlineData("%YAML 9.9\n---\na: 1\n")]
    public void Broken_yaml_is_one_syntax_error(string text) => Errors(text).ShouldHaveSingleItem().ShouldEndWith(" yaml_syntax");

    [Fact]
    public void Bad_utf8_is_refused_with_its_line()
    {
        var error = Read([.. "a: 1\nb: "u8, 0xC3, 0x28, .. "\n"u8]).Errors.ShouldHaveSingleItem();
        (error.Code, error.Line).ShouldBe((PolicyErrorCode.NotUtf8, 2));
    }

    [Fact]
    public void Byte_order_mark_and_windows_line_ends_are_fine()
    {
        var (root, errors) = Read([0xEF, 0xBB, 0xBF, .. "a: 1\r\nb: 2\r\n"u8]);
        errors.ShouldBeEmpty();
        root.ShouldBeOfType<MappingNode>().Entries["b"].Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{a: ")]
    [InlineData("a: ")]
    [InlineData("- \n")]
    [InlineData("!")]
    [InlineData("\"\\u0041")]
    [InlineData("😀")]
    public void A_bomb_of_the_largest_size_is_read_in_bounded_time(string piece)
    {
        var clock = Stopwatch.StartNew();
        Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, PolicyLoader.MaxFileBytes / Encoding.UTF8.GetByteCount(piece)))));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
