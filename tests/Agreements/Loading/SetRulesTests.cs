namespace Pmo.Agreements.Tests;

public sealed class SetRulesTests
{
    [Fact]
    public void Two_agreements_with_one_id_are_refused()
    {
        var load = Sample.Load([.. Sample.Files(), Sample.File("z.yaml", Sample.Partner)]);
        var error = load.Errors.ShouldHaveSingleItem();
        (error.Code, error.File, error.Line).ShouldBe((PolicyErrorCode.DuplicateId, "z.yaml", 1));
        error.Message.En.ShouldContain("csr.yaml:1");
    }

    [Fact]
    public void Partner_cannot_take_anothers_dataset_by_uploading_to_it()
    {
        var load = Sample.Load([.. Sample.Files(), Sample.File("thief.yaml", Sample.Owner("thief", "pkh"))]);
        var error = load.Errors.ShouldHaveSingleItem();
        (error.Code, error.File, error.Line).ShouldBe((PolicyErrorCode.OwnerConflict, "thief.yaml", 8));
        error.Message.En.ShouldContain("dinsos.yaml:8");
    }

    [Fact]
    public void Several_agreements_of_one_party_may_upload_to_a_dataset()
    {
        var second = Sample.Owner("dinsos", "pkh").Replace("id: dinsos-own", "id: dinsos-two", StringComparison.Ordinal);
        Sample.Set(Sample.Partner, Sample.File("two.yaml", second)).OwnerOf("pkh")!.Value.Value.ShouldBe("dinsos");
    }
}
