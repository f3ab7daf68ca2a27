using System.Text;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>
/// Makes lines of bytes. Never keeps more than one line of bounded length, however long it goes on; bytes that are no UTF-8 become replacement
/// characters; empty lines are left out. A carriage return ends a line too, as progress bars write it.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>Longest line that is kept by default, bytes.</summary>
    public const int UsualLength = 8 << 10;

    private const string Cut = "...";

    private readonly byte[] line;
    private readonly Action<string> take;
    private int length;
    private bool isCut;

    /// <summary>A splitter.</summary>
    /// <param name="take">Takes the lines, without their ends.</param>
    /// <param name="longest">Longest line, bytes; the rest is left out.</param>
    public LineSplitter(Action<string> take, int longest = UsualLength)
    {
        this.take = take;
        line = new byte[longest];
    }

    /// <summary>Takes the next bytes.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end)
        {
            Keep(bytes[..end]);
            End();
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    /// <summary>Ends the line, also where the last one has no end.</summary>
    public void End()
    {
        if (length > 0)
        {
            var text = Encoding.UTF8.GetString(line, 0, length);
            take(isCut ? text + Cut : text);
        }

        length = 0;
        isCut = false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(bytes.Length, line.Length - length);
        bytes[..kept].CopyTo(line.AsSpan(length));
        length += kept;
        isCut |= kept < bytes.Length;
    }
}
