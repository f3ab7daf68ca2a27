using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Fits.Tables;

/// <summary>TFORM of a binary table: <c>rT</c>, <c>rPT(max)</c> or <c>rQT(max)</c> (FITS 4.0 section 7.3.1).</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Repeat">Elements per row, or descriptors.</param>
/// <param name="DescriptorBytes">0 for arrays within the row; 8 (P) or 16 (Q) for arrays in the heap.</param>
internal readonly record struct ColumnFormat(FitsColumnType Type, int Repeat, int DescriptorBytes)
{
    /// <summary>Bytes that the column takes in a row.</summary>
    public long RowBytes =>
        DescriptorBytes > 0 ? (long)Repeat * DescriptorBytes
        : Type == FitsColumnType.Bit ? (Repeat + 7L) / 8
        : (long)Repeat * FitsColumn.BytesOf(Type);

    /// <summary>Reads a TFORM.</summary>
    /// <param name="text">Value of TFORMn.</param>
    public static Result<ColumnFormat> Parse(string text)
    {
        var form = text.AsSpan().Trim();
        var digits = form.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? form.Length : digits;
        var repeat = 1;
        if (digits > 0 && !int.TryParse(form[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out repeat))
        {
            return Unknown(text);
        }

        form = form[digits..];
        var descriptor =
            form.IsEmpty ? 0
            : form[0] == 'P' ? 8
            : form[0] == 'Q' ? 16
            : 0;
        form = descriptor > 0 ? form[1..] : form;
        if (form.IsEmpty || TypeOf(form[0]) is not { } type || (descriptor > 0 && repeat > 1))
        {
            return Unknown(text);
        }

        return new ColumnFormat(type, repeat, descriptor);
    }

    /// <summary>The letter of TFORM that stands for a type.</summary>
    /// <param name="type">The type.</param>
    public static char LetterOf(FitsColumnType type) =>
        type switch
        {
            FitsColumnType.Logical => 'L',
            FitsColumnType.Bit => 'X',
            FitsColumnType.Byte => 'B',
            FitsColumnType.Int16 => 'I',
            FitsColumnType.Int32 => 'J',
            FitsColumnType.Int64 => 'K',
            FitsColumnType.Character => 'A',
            FitsColumnType.Single => 'E',
            FitsColumnType.Double => 'D',
            FitsColumnType.ComplexSingle => 'C',
            FitsColumnType.ComplexDouble => 'M',
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of the FITS standard"),
        };

    private static Failure Unknown(string text) => new($"The column format '{text}' is not one of the FITS standard");

    private static FitsColumnType? TypeOf(char letter) =>
        letter switch
        {
            'L' => FitsColumnType.Logical,
            'X' => FitsColumnType.Bit,
            'B' => FitsColumnType.Byte,
            'I' => FitsColumnType.Int16,
            'J' => FitsColumnType.Int32,
            'K' => FitsColumnType.Int64,
            'A' => FitsColumnType.Character,
            'E' => FitsColumnType.Single,
            'D' => FitsColumnType.Double,
            'C' => FitsColumnType.ComplexSingle,
            'M' => FitsColumnType.ComplexDouble,
            _ => null,
        };
}
