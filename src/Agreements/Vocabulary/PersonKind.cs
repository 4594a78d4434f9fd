namespace Pmo.Agreements;

/// <summary>What names a person or family in a list: NIK, family card number, or match key (protocol, identity inputs).</summary>
public enum PersonKind
{
    /// <summary>National identity number.</summary>
    Nik,

    /// <summary>Family card number (No. Kartu Keluarga); known, not yet enforced.</summary>
    Kk,

    /// <summary>Match key for people without a NIK; known, not yet enforced.</summary>
    Mk,
}
