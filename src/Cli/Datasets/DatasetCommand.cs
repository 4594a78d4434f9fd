using System.CommandLine;
using Pmo.Client.Messages;

namespace Pmo.Cli.Datasets;

/// <summary><c>pmo dataset …</c>: the organisation's own datasets.</summary>
internal static class DatasetCommand
{
    public static Command Create(Language language, Func<ParseResult, Verb> start) => new("dataset", language == Language.En ? "own datasets" : "dataset sendiri")
    {
        CreateCommand.Create(language, start),
        ListCommand.Create(language, start),
        ShowCommand.Create(language, start),
        UploadCommand.Create(language, start),
        DuplicatesCommand.Create(language, start),
        CloseCommand.Create(language, start),
    };
}
