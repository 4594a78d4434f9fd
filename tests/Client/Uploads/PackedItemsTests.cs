using System.Text.Json;
using Pmo.Client.Tests.Loopback;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Tests.Uploads;

public sealed class PackedItemsTests
{
    [Fact]
    public void Rows_come_out_as_they_went_in()
    {
        var niks = SyntheticNiks.Make(3).ToList();
        UploadItem[] items =
        [
            new(niks[0], new UploadRow([], "delivered")),
            new(niks[1], new UploadRow([], "claimed", null, "PKH", 3_000_000, "2026-04", "187101", 10, ["pangan", "air bersih"], "BRS-0001"), Kk.Of(niks[2])),
            new(niks[2], new UploadRow([], "claimed", Amount: long.MaxValue, Needs: [])),
        ];
        var packed = new PackedItems();
        foreach (var item in items)
        {
            packed.Add(item);
        }

        packed.Select(i => i.Nik).ShouldBe(items.Select(i => i.Nik));
        packed.Select(i => i.Kk).ShouldBe(items.Select(i => i.Kk));
        packed.Select(i => JsonSerializer.Serialize(i.Row)).ShouldBe(items.Select(i => JsonSerializer.Serialize(i.Row)));
        packed.HasCards.ShouldBeTrue();
        new PackedItems().HasCards.ShouldBeFalse();
    }
}
