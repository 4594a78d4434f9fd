using Pmo.Hosting.Keys;
using Pmo.Hosting.Startup;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Keys;

public sealed class RingCertificateTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    [Fact]
    public void A_sound_one_is_taken()
    {
        using var certificate = Load(TestCertificate.Write(_folder, "good"));
        certificate.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void Wrong_password_or_no_file_is_said_to_be_unreadable()
    {
        Refused(TestCertificate.Write(_folder, "good"), "certificate_unreadable", password: "another");
        Refused(_folder.File("none.pfx"), "certificate_unreadable");
        Refused(_folder.Write("text.pfx", "not a certificate"), "certificate_unreadable");
    }

    [Fact]
    public void Without_its_private_key_it_is_refused() => Refused(TestCertificate.Write(_folder, "bare", withKey: false), "certificate_unusable");

    [Fact]
    public void One_that_has_ended_is_refused() => Refused(TestCertificate.Write(_folder, "ended", endsInDays: -1), "certificate_unusable");

    [Fact]
    public void One_that_has_not_begun_is_refused() => Refused(TestCertificate.Write(_folder, "early", beganDaysAgo: -5), "certificate_unusable");

    [Fact]
    public void A_small_RSA_key_is_refused() => Refused(TestCertificate.Write(_folder, "small", bits: 1024), "certificate_unusable");

    [Fact]
    public void One_without_an_RSA_key_is_refused() => Refused(TestCertificate.WriteEc(_folder, "ec"), "certificate_unusable");

    [Fact]
    public void To_decrypt_only_an_ended_one_will_do()
    {
        using var certificate = RingCertificate.LoadOld(TestCertificate.Write(_folder, "ended", bits: 1024, endsInDays: -1), TestCertificate.Password);
        certificate.HasPrivateKey.ShouldBeTrue();
        Should.Throw<StartupException>(() => RingCertificate.LoadOld(TestCertificate.Write(_folder, "bare", withKey: false), TestCertificate.Password))
            .Code.ShouldBe("certificate_unusable");
    }

    public void Dispose() => _folder.Dispose();

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 Load(string file, string password = TestCertificate.Password) =>
        RingCertificate.Load(file, password, TimeProvider.System.GetUtcNow());

    private static void Refused(string file, string code, string password = TestCertificate.Password)
    {
        var refused = Should.Throw<StartupException>(() => Load(file, password));
        refused.Code.ShouldBe(code);
        refused.Message.ShouldContain(file);
    }
}
