using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Writing;

/// <summary>Why a result file cannot be written.</summary>
public static class OutputProblems
{
    /// <summary>There is one.</summary>
    public static Message Exists(string path) => new(
        "output_exists",
        $"Berkas hasil sudah ada: {HeaderText.Show(path)}. Pakai --force untuk menggantinya, atau --out dengan nama lain.",
        $"The result file exists: {HeaderText.Show(path)}. Use --force to replace it, or --out with another name.");

    /// <summary>It is the list itself.</summary>
    public static Message IsInput() => new(
        "output_is_input",
        "Hasil tidak boleh menimpa berkas asal. Pakai --out dengan nama lain.",
        "The result must not replace the list itself. Use --out with another name.");

    /// <summary>The disk or its permissions say no.</summary>
    public static Message Unwritable(string path) => new(
        "output_unwritable",
        $"Hasil tidak dapat ditulis: {HeaderText.Show(path)}. Periksa folder, hak akses, dan ruang penyimpanan.",
        $"The result cannot be written: {HeaderText.Show(path)}. Check the folder, its permissions, and free space.");
}
