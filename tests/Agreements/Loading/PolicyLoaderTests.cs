namespace Pmo.Agreements.Tests;

public sealed class PolicyLoaderTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("pmo-policies-");

    public void Dispose() => directory.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory.FullName, name), text);

    [Fact]
    public void Reads_yaml_and_yml_directly_inside_and_nothing_else()
    {
        Write("a.yaml", Sample.Owner("dinsos", "pkh"));
        Write("b.yml", Sample.Owner("baznas", "zakat"));
        Write("notes.txt", "not: [yaml");
        directory.CreateSubdirectory("tests");
        Write("tests/cases.yaml", "not: an agreement");
        var load = PolicyLoader.Load(directory.FullName, PolicyFeatures.All, TestContext.Current.CancellationToken);
        load.Errors.ShouldBeEmpty();
        load.Set!.Agreements.Select(agreement => agreement.Id.Value).ShouldBe(["baznas-own", "dinsos-own"]);
    }

    [Fact]
    public void An_empty_directory_permits_nothing()
    {
        var set = PolicyLoader.Load(directory.FullName, PolicyFeatures.All, TestContext.Current.CancellationToken).Set.ShouldNotBeNull();
        set.Decide(Sample.Request).Reason.ShouldBe(ReasonCode.NoAgreement);
    }

    [Fact]
    public void A_missing_directory_is_an_error_and_no_empty_set()
    {
        var load = PolicyLoader.Load(Path.Combine(directory.FullName, "no"), PolicyFeatures.All, TestContext.Current.CancellationToken);
        load.IsValid.ShouldBeFalse();
        load.Errors.ShouldHaveSingleItem().Code.ShouldBe(PolicyErrorCode.DirectoryMissing);
    }

    [Fact]
    public void Files_from_disk_and_from_memory_are_the_same_set()
    {
        foreach (var file in Sample.Files())
            File.WriteAllBytes(Path.Combine(directory.FullName, file.Name), file.Content.ToArray());
        PolicyLoader.Load(directory.FullName, PolicyFeatures.All, TestContext.Current.CancellationToken).Set!.Digest.ShouldBe(Sample.Set().Digest);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var text = Sample.Owner("dinsos", "pkh") + "\n#";
        Write("a.yaml", text.PadRight(PolicyLoader.MaxFileBytes, 'x'));
        PolicyLoader.Load(directory.FullName, PolicyFeatures.All, TestContext.Current.CancellationToken).Errors.ShouldBeEmpty();
        Write("a.yaml", text.PadRight(PolicyLoader.MaxFileBytes + 1, 'x'));
        PolicyLoader.Load(directory.FullName, PolicyFeatures.All, TestContext.Current.CancellationToken)
            .Errors.ShouldHaveSingleItem().Code.ShouldBe(PolicyErrorCode.FileTooLarge);
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        PolicyFile[] Many(int count) => [.. Enumerable.Range(0, count).Select(n => FormattableString.Invariant($"p-{n:D4}"))
            .Select(name => Sample.File(name + ".yaml", Sample.Owner(name, name)))];
        Sample.Load(Many(PolicyLoader.MaxFiles)).Errors.ShouldBeEmpty();
        Sample.Load(Many(PolicyLoader.MaxFiles + 1)).Errors.ShouldHaveSingleItem().Code.ShouldBe(PolicyErrorCode.TooManyFiles);
    }

    [Fact]
    public void One_bad_file_spoils_the_set_and_every_files_errors_are_reported()
    {
        var load = Sample.Load([.. Sample.Files(), Sample.File("y.yaml", "id: 1"), Sample.File("x.yaml", "[")]);
        load.Set.ShouldBeNull();
        load.Errors.Select(error => error.File).Distinct().ShouldBe(["x.yaml", "y.yaml"]);
    }

    [Fact]
    public void Digest_changes_with_any_byte_and_with_a_name()
    {
        var digest = Sample.Set().Digest;
        digest.ShouldMatch(@"^sha256:[0-9a-f]{64}\z");
        Sample.Set(Sample.Partner + "\n").Digest.ShouldNotBe(digest);
        var renamed = Sample.Files();
        renamed[0] = renamed[0] with { Name = "other.yaml" };
        Sample.Load(renamed).Set!.Digest.ShouldNotBe(digest);
    }
}
