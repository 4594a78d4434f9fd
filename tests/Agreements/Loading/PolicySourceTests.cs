using System.Diagnostics;

namespace Pmo.Agreements.Tests;

public sealed class PolicySourceTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("pmo-source-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public void Two_looks_are_the_same_only_when_every_byte_is()
    {
        Write("a.yaml", "a: 1\n");
        var one = Read();
        Read().IsSame(one).ShouldBeTrue();
        Write("a.yaml", "a: 2\n");
        Read().IsSame(one).ShouldBeFalse();
        Write("a.yaml", "a: 1\n");
        Read().IsSame(one).ShouldBeTrue();
        File.Move(Path.Combine(directory.FullName, "a.yaml"), Path.Combine(directory.FullName, "b.yaml"));
        Read().IsSame(one).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_vanishes_between_listing_and_reading_is_an_error_of_that_file()
    {
        // A link to nowhere is listed and cannot be read, as a file that goes at that moment.
        Write("a.yaml", Sample.Owner("dinsos", "pkh"));
        File.CreateSymbolicLink(Path.Combine(directory.FullName, "b.yaml"), "gone.yaml");
        var source = Read();
        var error = source.Errors.ShouldHaveSingleItem();
        (error.Code, error.File).ShouldBe((PolicyErrorCode.FileUnreadable, "b.yaml"));
        source.IsSame(Read()).ShouldBeTrue();
        PolicyLoader.Load(source, PolicyFeatures.All).IsValid.ShouldBeFalse();
        Write("gone.yaml", Sample.Owner("baznas", "zakat"));
        Read().IsSame(source).ShouldBeFalse();
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_not_read_whole()
    {
        Write("big.yaml", new string('x', 10 * 1024 * 1024));
        var clock = Stopwatch.StartNew();
        var source = Read();
        source.Files.Single().Content.Length.ShouldBe(PolicyLoader.MaxFileBytes + 1);
        PolicyLoader.Load(source, PolicyFeatures.All).Errors.ShouldHaveSingleItem().Code.ShouldBe(PolicyErrorCode.FileTooLarge);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory.FullName, name), text);

    private PolicySource Read() => PolicySource.Read(directory.FullName, TestContext.Current.CancellationToken);
}
