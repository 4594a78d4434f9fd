using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Sources;

public sealed partial class NameTests
{
    private static readonly string[] Drawers = ["Services", "Helpers", "Utils", "Models", "Common"];

    // One feature, one folder: a drawer named for a layer collects what belongs to no one.
    [Fact]
    public void No_folder_is_a_drawer() => Rule.Holds(
        from file in Repo.Files
        from drawer in Drawers
        where file.IsIn(drawer)
        select $"{file.Path}:1 {drawer}",
        "Name the folder for the feature it holds, and keep the type with its feature.");

    // Who looks for a type looks for a file of its name.
    [Fact]
    public void A_file_is_named_for_a_type_it_holds() => Rule.Holds(
        from file in Repo.CSharp()
        where file.Name is not "Program.cs" // its statements have no type
        where !Declared().Matches(file.Text).Any(match => match.Groups["name"].Value == file.Stem)
        select $"{file.Path}:1",
        "Name the file for its main type (Store.Sqlite.cs for a part of Store), or the type for the file.");

    [GeneratedRegex(
        @"\b(?:(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)|delegate\s+[^;(]+?)\s+(?<name>\w+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();
}
