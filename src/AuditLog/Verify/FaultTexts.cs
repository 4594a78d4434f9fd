namespace Pmo.AuditLog.Verify;

/// <summary>Faults in words.</summary>
internal static class FaultTexts
{
    public static (string Id, string En) Of(FaultKind kind) => kind switch
    {
        FaultKind.EntryMissing => ("hilang", "missing"),
        FaultKind.EntryAltered => ("isi, garam, atau komitmennya diubah", "its content, salt or commitment was changed"),
        FaultKind.ColumnsDiffer => ("nomor, waktu, atau jenis di sampingnya diubah", "the id, time or kind beside it was changed"),
        FaultKind.ErasedSilently => ("rinciannya dihapus tanpa catatan penghapusan", "its details were erased without an erasure entry"),
        FaultKind.ErasedTooEarly => ("rinciannya dihapus sebelum masa simpannya berakhir", "its details were erased before their retention ended"),
        FaultKind.KeptAltered => ("sisa catatan yang dihapus diubah", "what stayed of it after the erasure was changed"),
        FaultKind.NotErased => ("tercatat dihapus, tetapi rinciannya masih ada", "said to be erased, but its details are there"),
        FaultKind.TileDiffers => ("komitmen dan ubin pohon tidak cocok", "commitments and the stored tile do not match"),
        FaultKind.TileMissing => ("ubin pohon hilang", "the tile over it is missing"),
        FaultKind.TileStray => ("ada ubin pohon yang tidak semestinya", "a tile lies where none can be"),
        FaultKind.CheckpointInvalid => ("tanda tangan checkpoint tidak sah", "a checkpoint is not signed by the log's key"),
        FaultKind.RootDiffers => ("akar pohon berbeda dari checkpoint", "the tree's root is not the checkpoint's"),
        FaultKind.CheckpointMissing => ("tidak ada checkpoint", "there is no checkpoint"),
        FaultKind.KeyDiffers => ("kunci log berbeda dari yang dikenal", "the log's key is not the one that is known"),
        FaultKind.PlainLeft => ("masih ada catatan bentuk lama", "entries of the former form are left"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
