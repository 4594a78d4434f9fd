using System.Text;

namespace Pmo.Protocol.Inputs;

/// <summary>The UTF-8 strings that are hashed to the group, and never sent.</summary>
public static class PersonInput
{
    /// <summary><c>nik:</c> and the 16 digits; 20 bytes.</summary>
    public static byte[] Of(Nik nik)
    {
        var input = new byte[20];
        "nik:"u8.CopyTo(input);
        nik.CopyTo(input.AsSpan(4));
        return input;
    }

    /// <summary><c>kk:</c> and the 16 digits; 19 bytes.</summary>
    public static byte[] Of(Kk kk)
    {
        var input = new byte[19];
        "kk:"u8.CopyTo(input);
        kk.CopyTo(input.AsSpan(3));
        return input;
    }

    /// <summary>The input of a number from a column of <paramref name="kind"/>.</summary>
    public static byte[] Of(IdentityKind kind, Nik number) => kind == IdentityKind.Kk ? Of(Kk.Of(number)) : Of(number);

    /// <summary>
    /// <c>kk:none</c>, which fills the place of a row without a card where others of its part have one; its token is put into no row.
    /// </summary>
    public static byte[] NoCard() => "kk:none"u8.ToArray();

    /// <summary>The fixed first input of every part, <c>nik:canary</c> or <c>kk:canary</c>: a client and Matching see by it that they use the right key.</summary>
    public static byte[] Canary(IdentityKind kind) => Encoding.ASCII.GetBytes(kind.Name + ":canary");
}
