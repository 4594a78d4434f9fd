namespace Pmo.Agreements;

/// <summary>What names a person or family in a list: NIK, family card number, or match key (protocol, identity inputs).</summary>
public enum PersonKind
{
    /// <summary>National identity number.</summary>
    Nik,

    /// <summary>Family card number (No. Kartu Keluarga).</summary>
    Kk,

    /// <summary>Match key for people without a NIK.</summary>
    Mk,
}
