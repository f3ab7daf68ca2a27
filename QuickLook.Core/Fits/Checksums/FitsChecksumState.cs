namespace QuickLook.Core.Fits;

/// <summary>What a checksum keyword says about the bytes.</summary>
public enum FitsChecksumState
{
    /// <summary>The keyword is absent or has no value.</summary>
    Absent,

    /// <summary>The bytes are as they were written.</summary>
    Valid,

    /// <summary>The bytes or the keyword were changed.</summary>
    Invalid,
}

/// <summary>The two checksums of an HDU.</summary>
/// <param name="Checksum">CHECKSUM: header and data.</param>
/// <param name="Datasum">DATASUM: data.</param>
public sealed record FitsChecksums(FitsChecksumState Checksum, FitsChecksumState Datasum);
