using System.Text;

namespace QuickLook.Core.Fits.Headers;

/// <summary>Collects cards as they are read and joins strings that go on in CONTINUE cards (FITS 4.0 section 4.2.1.2).</summary>
internal sealed class CardSequence
{
    private readonly List<FitsCard> cards = [];
    private readonly StringBuilder text = new();
    private readonly StringBuilder comment = new();
    private bool isJoining;

    /// <summary>Adds the next card of the header.</summary>
    /// <param name="card">The card as parsed on its own.</param>
    public void Add(FitsCard card)
    {
        if (card.Kind != FitsCardKind.Continuation || !IsOpen)
        {
            Close();
            cards.Add(card);
            return;
        }

        if (!isJoining)
        {
            isJoining = true;
            text.Append(cards[^1].Text);
            comment.Append(cards[^1].Comment);
        }

        text.Length--;
        text.Append(card.Text);
        comment.Append(comment.Length > 0 && card.Comment.Length > 0 ? " " : string.Empty).Append(card.Comment);
    }

    /// <summary>All cards so far.</summary>
    public IReadOnlyList<FitsCard> ToList()
    {
        Close();
        return cards;
    }

    private bool IsOpen =>
        isJoining
            ? text.Length > 0 && text[^1] == '&'
            : cards.Count > 0 && cards[^1] is { Kind: FitsCardKind.Text } last && last.Text.EndsWith('&');

    private void Close()
    {
        if (!isJoining)
        {
            return;
        }

        cards[^1] = cards[^1] with { Text = text.ToString().TrimEnd(' '), Comment = comment.ToString() };
        text.Clear();
        comment.Clear();
        isJoining = false;
    }
}
