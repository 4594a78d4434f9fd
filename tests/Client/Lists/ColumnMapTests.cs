using Pmo.Client.Lists;

namespace Pmo.Client.Tests.Lists;

public sealed class ColumnMapTests
{
    [Theory]
    [InlineData("nik", "NO. KTP")]
    [InlineData("nik", "no_ktp")]
    [InlineData("nik", " Nik ")]
    [InlineData("nik", "Nomor  KTP")]
    [InlineData("nik", "ＮＩＫ")]
    [InlineData("kk", "No. Kartu Keluarga", false)]
    [InlineData("kk", "NOMOR_KARTU_KELUARGA")]
    [InlineData("kk", "No KK")]
    [InlineData("aidType", "Jenis Bantuan")]
    [InlineData("jenis_bantuan", "program")]
    [InlineData("amount", "JUMLAH (RP)")]
    [InlineData("period", "Tanggal Salur")]
    [InlineData("region", "KODE_KEMENDAGRI")]
    [InlineData("desil", "desil")]
    [InlineData("nik", "NIKAH", false)]
    [InlineData("nik", "", false)]
    public void Knows_the_names_of_real_lists(string field, string header, bool known = true) =>
        ColumnMap.Find(field, ["x", header]).ShouldBe(known ? [1] : []);

    [Fact]
    public void Better_known_names_come_first() =>
        ColumnMap.Find("period", ["TAHUN", "BULAN", "PERIODE"]).ShouldBe([2, 1, 0]);

    [Fact]
    public void Account_numbers_have_no_field() =>
        ColumnMap.Fields.SelectMany(f => ColumnMap.Find(f, ["NO REKENING", "NO KKS"])).ShouldBeEmpty();

    [Fact]
    public void Unknown_field_is_a_bug() => Should.Throw<ArgumentException>(() => ColumnMap.Find("rekening", []));
}
