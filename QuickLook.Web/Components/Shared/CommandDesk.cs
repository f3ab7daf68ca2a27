using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Web.Security.Sessions;
using Radzen;

namespace QuickLook.Web.Components.Shared;

/// <summary>How a page gives commands: who acts, the question before, and the word about what became of it. One per circuit.</summary>
/// <param name="dialogs">Asks.</param>
/// <param name="notifications">Tells.</param>
/// <param name="person">Who acts.</param>
public sealed class CommandDesk(DialogService dialogs, NotificationService notifications, ICurrentActor person)
{
    private const double DoneMilliseconds = 4000;
    private const double RefusedMilliseconds = 12000;

    /// <summary>Who looks at the page: commands that would be refused are not shown.</summary>
    public Actor Seen => person.Seen;

    /// <summary>Who acts, with what the account allows at this moment.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Actor> PersonAsync(CancellationToken cancellationToken) => person.GetAsync(cancellationToken);

    /// <summary>How dialogs of these pages look.</summary>
    public static DialogOptions Look => new() { Width = "min(480px, 94vw)", CloseDialogOnEsc = true };

    /// <summary>How dialogs with lists or pickers look.</summary>
    public static DialogOptions WideLook => new() { Width = "min(720px, 94vw)", CloseDialogOnEsc = true };

    /// <summary>Asks before something is lost.</summary>
    /// <param name="title">What is asked.</param>
    /// <param name="question">What will happen.</param>
    /// <param name="yes">What happens, on the button that makes it happen.</param>
    public async Task<bool> AskAsync(string title, string question, string yes)
    {
        var parameters = new Dictionary<string, object?> { [nameof(ConfirmDialog.Question)] = question, [nameof(ConfirmDialog.Yes)] = yes };
        return await dialogs.OpenAsync<ConfirmDialog>(title, parameters, Look) is true;
    }

    /// <summary>Gives a command and says what became of it.</summary>
    /// <param name="done">What is said when it is done.</param>
    /// <param name="command">The command; its value is said beside.</param>
    /// <param name="left">Cancelled when the page is left: then nothing is said.</param>
    /// <returns>True when it is done.</returns>
    public async Task<bool> DoAsync(string done, Func<Actor, CancellationToken, Task<Result<string>>> command, CancellationToken left)
    {
        try
        {
            if ((await command(await person.GetAsync(left), left)).TryGet(out var detail, out var failure))
            {
                notifications.Notify(NotificationSeverity.Success, done, detail, DoneMilliseconds);
                return true;
            }

            notifications.Notify(NotificationSeverity.Error, "Not done", failure.ToString(), RefusedMilliseconds);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }

        return false;
    }

    /// <summary>Gives a command that says no more than that it is done.</summary>
    /// <inheritdoc cref="DoAsync(string, Func{Actor, CancellationToken, Task{Result{string}}}, CancellationToken)"/>
    public Task<bool> DoAsync(string done, Func<Actor, CancellationToken, Task<Result<Done>>> command, CancellationToken left) =>
        DoAsync(done, async (actor, token) => (await command(actor, token)).Map(_ => string.Empty), left);
}
