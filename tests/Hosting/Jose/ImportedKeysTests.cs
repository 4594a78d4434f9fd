using System.Globalization;
using System.Security.Cryptography;
using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Tests.Jose;

public sealed class ImportedKeysTests
{
    private readonly ImportedKeys _keys = new(most: 4);
    private readonly List<ImportedKey> _made = [];

    [Fact]
    public void What_is_asked_for_again_is_the_same_key()
    {
        var first = _keys.Get("a", Import);
        _keys.Get("b", Import).ShouldNotBeSameAs(first);
        _keys.Get("a", Import).ShouldBeSameAs(first);
        _made.Count.ShouldBe(2);
    }

    [Fact]
    public void Ever_new_keys_of_strangers_take_no_more_room_and_drive_out_none_that_is_used()
    {
        var used = _keys.Get("used", Import);
        for (var i = 0; i < 100; i++)
        {
            _keys.Get(i.ToString(CultureInfo.InvariantCulture), Import);
            _keys.Get("used", Import).ShouldBeSameAs(used);
            _keys.Count.ShouldBeLessThanOrEqualTo(8);
        }

        used.Idle.ShouldBe(1);
    }

    [Fact]
    public void What_is_driven_out_keeps_nothing_native()
    {
        for (var i = 0; i < 100; i++)
        {
            _keys.Get(i.ToString(CultureInfo.InvariantCulture), Import);
        }

        _made.Sum(key => key.Idle).ShouldBe(_keys.Count);
    }

    [Fact]
    public void A_failed_import_is_not_remembered()
    {
        Should.Throw<CryptographicException>(() => _keys.Get("a", () => throw new CryptographicException()));
        _keys.Count.ShouldBe(0);
        _keys.Get("a", Import).ShouldNotBeNull();
    }

    private ImportedKey Import()
    {
        var key = new ImportedKey(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
        _made.Add(key);
        return key;
    }
}
