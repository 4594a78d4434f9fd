using System.Collections.Frozen;

namespace Pmo.Agreements;

/// <summary>Reads <c>purposes.yaml</c>.</summary>
internal static class PurposeReader
{
    public const string FileName = "purposes.yaml";

    /// <summary>Every purpose's text: the file's, else the built-in one.</summary>
    public static FrozenDictionary<Purpose, PurposeText> Read(Node root, FileErrors errors)
    {
        var texts = new Dictionary<Purpose, PurposeText>(PurposeTexts.BuiltIn);
        var seen = new HashSet<Purpose>();
        if (FieldReader.Open(root, "purposes", errors, ["purposes"], []) is not { } fields)
            return PurposeTexts.BuiltIn;
        foreach (var item in fields.Mappings("purposes", required: true, ["code", "text", "basis"], []))
        {
            var code = item.Term("code", Vocabulary.Purposes, PolicyErrorCode.UnknownPurpose);
            var text = AgreementReader.ReadText(item, "text");
            var basis = item.Text("basis");
            if (code is not { } purpose || text is null || basis is null)
                continue;
            if (!seen.Add(purpose))
            {
                errors.Add(
                    PolicyErrorCode.DuplicateValue, item.LineOf("code"),
                    $"purposes: {purpose.ToWire()} tertulis dua kali. Hapus salah satu.",
                    $"purposes: {purpose.ToWire()} is written twice. Remove one.");
            }

            texts[purpose] = new PurposeText(purpose, text, basis);
        }

        return texts.ToFrozenDictionary();
    }
}
