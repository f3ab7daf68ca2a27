namespace QuickLook.Core.Fits;

/// <summary>Type of the elements of a binary table column, with the letter of TFORM (FITS 4.0 table 18).</summary>
public enum FitsColumnType
{
    /// <summary>L: T, F or undefined.</summary>
    Logical,

    /// <summary>X: bits.</summary>
    Bit,

    /// <summary>B: unsigned byte.</summary>
    Byte,

    /// <summary>I: 16-bit integer.</summary>
    Int16,

    /// <summary>J: 32-bit integer.</summary>
    Int32,

    /// <summary>K: 64-bit integer.</summary>
    Int64,

    /// <summary>A: characters.</summary>
    Character,

    /// <summary>E: 32-bit real.</summary>
    Single,

    /// <summary>D: 64-bit real.</summary>
    Double,

    /// <summary>C: pair of 32-bit reals.</summary>
    ComplexSingle,

    /// <summary>M: pair of 64-bit reals.</summary>
    ComplexDouble,
}
