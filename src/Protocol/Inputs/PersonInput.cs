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

    /// <summary>The fixed first input of every part, <c>nik:canary</c>: a client and Matching see by it that they use the right key.</summary>
    public static byte[] Canary(IdentityKind kind) => Encoding.ASCII.GetBytes(kind.Name + ":canary");
}
