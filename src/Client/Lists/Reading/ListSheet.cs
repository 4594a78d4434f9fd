namespace Pmo.Client.Lists.Reading;

/// <param name="Name">The sheet of the workbook that is the list.</param>
/// <param name="Strings">The workbook's shared strings.</param>
internal sealed record ListSheet(string Name, SharedTexts Strings);
