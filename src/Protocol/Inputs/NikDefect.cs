namespace Pmo.Protocol.Inputs;

/// <summary>Why a text is not a NIK. <see cref="None"/> means that it is one.</summary>
public enum NikDefect
{
    None,

    /// <summary>Not 16 digits after removing separators.</summary>
    Length,

    /// <summary>Holds something other than digits and separators.</summary>
    Letters,

    /// <summary>Digits 7 to 12 cannot be a date of birth (day + 40 for women).</summary>
    Date,

    /// <summary>The serial number, digits 13 to 16, is 0000.</summary>
    Serial,

    /// <summary>The first digit is 0; no province code begins so.</summary>
    FirstDigit,
}
