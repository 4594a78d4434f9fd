namespace Pmo.Oprf.Tests.Field;

/// <summary>Schoolbook arithmetic mod 2^255 - 19 on 32 bytes little-endian, bit by bit: slow, plain, and written apart from the real one.</summary>
internal static class SlowField
{
    private static readonly byte[] P = [0xed, .. Enumerable.Repeat((byte)0xff, 30), 0x7f];

    public static byte[] Add(byte[] a, byte[] b)
    {
        var sum = new byte[33];
        int carry = 0;
        for (int i = 0; i < 32; i++)
        {
            carry += a[i] + b[i];
            sum[i] = (byte)carry;
            carry >>= 8;
        }
        sum[32] = (byte)carry;
        return Reduce(sum);
    }

    public static byte[] Multiply(byte[] a, byte[] b)
    {
        var product = new byte[32];
        for (int bit = 255; bit >= 0; bit--)
        {
            product = Add(product, product);
            if (((b[bit >> 3] >> (bit & 7)) & 1) != 0)
                product = Add(product, a);
        }
        return product;
    }

    public static byte[] Reduce(byte[] value)
    {
        var rest = (byte[])[.. value, .. new byte[33 - value.Length]];
        while (IsAtLeastP(rest))
        {
            int borrow = 0;
            for (int i = 0; i < 33; i++)
            {
                int difference = rest[i] - (i < 32 ? P[i] : 0) - borrow;
                rest[i] = (byte)difference;
                borrow = difference < 0 ? 1 : 0;
            }
        }
        return rest[..32];
    }

    private static bool IsAtLeastP(byte[] value)
    {
        if (value[32] != 0)
            return true;
        for (int i = 31; i >= 0; i--)
        {
            if (value[i] != P[i])
                return value[i] > P[i];
        }
        return true;
    }
}
