using System.Text;
using Pmo.Matching.Tests.Hosts;
using Pmo.Matching.Uploads;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Uploads;

public sealed class PartReaderTests
{
    private static readonly byte[] Token = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly UploadRow Good = new(Token, "claimed", null, "PKH", 0, "2026-12", "1871012001", 10, ["pangan"], "A-1");

    private static byte[] Body(params object[] rows) => Caller.Lines([new UploadPartHeader(Token), .. rows]);

    [Fact]
    public void A_sound_part_is_read_with_or_without_a_last_newline()
    {
        var body = Body(Good, new UploadRow(Token, "delivered"));
        PartReader.Read(body, 0, 2).Value!.Rows.Count.ShouldBe(2);
        PartReader.Read(body.AsMemory(0, body.Length - 1), 0, 2).Value!.Tokens.Length.ShouldBe(96);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_part_of_another_size_is_refused(int persons) =>
        PartReader.Read(Body(Good, Good), 0, persons).Failure!.Code.Code.ShouldBe("part_size");

    [Fact]
    public void Every_defect_has_its_code_and_line()
    {
        UploadRow[] rows =
        [
            Good with { Token = [1] }, Good with { Kk = [1] }, Good with { AidType = "pkh" }, Good with { Amount = -1 },
            Good with { Amount = 1_000_000_000_001 }, Good with { Period = "2026-13" }, Good with { Period = "26" }, Good with { Region = "187" },
            Good with { Region = "18a1" }, Good with { Desil = 0 }, Good with { Desil = 11 }, Good with { Needs = ["zakat"] },
            Good with { Status = "Claimed" }, Good with { Ref = "1871010101900001" }, Good with { Ref = "a b" }, Good with { Ref = "" },
            Good with { Period = "2026\n" },
        ];
        var failure = PartReader.Read(Body([.. rows]), 0, rows.Length).Failure!;
        failure.Code.Code.ShouldBe("rows_invalid");
        failure.Items!.Select(i => $"{i.Line}:{i.Code.Code}").ShouldBe([
            "2:token_length", "3:kk_token_length", "4:aid_type_unknown", "5:amount_invalid", "6:amount_invalid", "7:period_invalid", "8:period_invalid",
            "9:region_invalid", "10:region_invalid", "11:desil_invalid", "12:desil_invalid", "13:need_unknown", "14:status_invalid",
            "15:ref_invalid", "16:ref_invalid", "17:ref_invalid", "18:period_invalid",
        ]);
    }

    [Fact]
    public void All_defects_of_a_row_are_told_and_at_most_100_in_all()
    {
        var two = PartReader.Read(Body(Good with { Desil = 0, Ref = "?" }), 0, 1).Failure!;
        two.Items!.Count.ShouldBe(2);
        two.Values.ShouldBe([1]);
        var many = PartReader.Read(Body([.. Enumerable.Repeat(Good with { Desil = 0 }, 150)]), 0, 150).Failure!;
        many.Items!.Count.ShouldBe(100);
        many.Values.ShouldBe([150]);
    }

    [Fact]
    public void Rows_with_a_family_card_need_its_canary()
    {
        PartReader.Read(Body(Good, Good with { Kk = Token }), 0, 2).Failure!.Items!.Single().Code.Code.ShouldBe("kk_canary_missing");
        var read = PartReader.Read(Caller.Lines([new UploadPartHeader(Token, Token), Good, Good with { Kk = Token }]), 0, 2).Value!;
        (read.Tokens.Length, read.KkTokens.Length).ShouldBe((96, 64));
        PartReader.Read(Caller.Lines([new UploadPartHeader(Token, [1]), Good]), 0, 1).Failure!.Items!.Single().Code.Code.ShouldBe("token_length");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"token\":\"%%\",\"status\":\"claimed\"}")]
    [InlineData("{\"token\":\"AA\"}")]
    [InlineData("{\"token\":\"AA\",\"status\":\"claimed\",\"nik\":\"1\"}")]
    [InlineData("{\"token\":\"AA\",\"status\":\"claimed\",\"amount\":1.5}")]
    public void A_line_of_another_form_is_named_and_not_quoted(string line)
    {
        byte[] body = [.. Body(), .. Encoding.UTF8.GetBytes(line), (byte)'\n'];
        var item = PartReader.Read(body, 0, 1).Failure!.Items!.Single();
        item.Code.Code.ShouldBe("row_malformed");
        item.Values.ShouldBe([2]);
    }

    [Fact]
    public void Random_bytes_never_get_through_or_crash()
    {
        var dice = new Dice(7);
        var sound = Body(Good, Good, Good);
        for (var i = 0; i < 3000; i++)
        {
            var body = sound.ToArray();
            for (var j = 0; j <= dice.Next(4); j++)
            {
                body[dice.Next(body.Length)] = (byte)dice.Next(256);
            }

            var read = PartReader.Read(body, 0, 3);
            (read.Failure is null).ShouldBe(read.Value is { Rows.Count: 3, Tokens.Length: 128 });
        }
    }
}
