using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Catalogs;

public sealed class GrantChoiceTests
{
    private static readonly Catalog Sample = new(
    [
        new CatalogDataset("a", "o", [Grant("upload", "pks-2", "registration"), Grant("upload", "pks-1", "registration"), Grant("check", "pks-3", "targeting")]),
        new CatalogDataset("b", "o", [Grant("upload", "pks-1", "registration")]),
    ]);

    [Fact]
    public void Fits_are_those_of_operation_and_dataset_in_a_stable_order() =>
        GrantChoice.Candidates(Sample, "upload", "a", agreement: null, purpose: null)
            .ShouldBe([new Grant("pks-1", "registration"), new Grant("pks-2", "registration")]);

    [Fact]
    public void What_the_user_names_narrows() =>
        GrantChoice.Candidates(Sample, "upload", "a", "pks-2", purpose: null).ShouldBe([new Grant("pks-2", "registration")]);

    [Fact]
    public void Same_grant_on_several_datasets_is_one() =>
        GrantChoice.Candidates(Sample, "upload", dataset: null, "pks-1", purpose: null).ShouldBe([new Grant("pks-1", "registration")]);

    [Fact]
    public void Nothing_fits_another_purpose() => GrantChoice.Candidates(Sample, "upload", "a", agreement: null, "audit").ShouldBeEmpty();

    private static CatalogGrant Grant(string operation, string agreement, string purpose) =>
        new(operation, agreement, [purpose], ["nik"], [], List: null, Quota: null);
}
