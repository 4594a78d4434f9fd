namespace Pmo.Client.Lists.Reading;

/// <param name="Name">The sheet of the workbook that is the list.</param>
/// <param name="Strings">The workbook's shared strings: the same in every pass, since the file's digest is.</param>
internal sealed record ListSheet(string Name, PackedTexts Strings);
