using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared;
using QuickLook.Web.Security.Accounts;
using QuickLook.Web.Security.Sessions;
using Radzen;

namespace QuickLook.Web.Components.Pages.Admin;

/// <summary>Accounts: who may come in, as what.</summary>
public sealed partial class UsersPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private IReadOnlyList<AccountSummary>? accounts;
    private string? failure;
    private string newName = string.Empty;
    private Role newRole = Role.Viewer;
    private (string Name, string Password)? oneTime;
    private bool busy;

    [Inject]
    private UserAdministration Users { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notifications { get; set; } = default!;

    private static DialogOptions DialogLook => new() { Width = "min(480px, 94vw)", CloseDialogOnEsc = true };

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListAsync();

    private Task CreateAsync() =>
        DoAsync(
            $"User {newName.Trim()} created",
            async actor =>
            {
                var created = await Users.CreateAsync(actor, newName, newRole, left.Token);
                if (created.TryGet(out var password, out _))
                {
                    oneTime = (newName.Trim(), password);
                    (newName, newRole) = (string.Empty, Role.Viewer);
                }

                return created.Map(_ => Done.Value);
            }
        );

    private async Task ChangeRoleAsync(AccountSummary account, Role role)
    {
        var question =
            $"{account.Name} becomes {Roles.NameOf(role)}, was {Roles.NameOf(account.Role)}. Open windows follow within a minute.";
        if (role != account.Role && await AskAsync($"Change the role of {account.Name}?", question, $"Make {Roles.NameOf(role)}"))
        {
            await DoAsync($"{account.Name} is {Roles.NameOf(role)}", actor => Users.ChangeRoleAsync(actor, account.Id, role, left.Token));
        }
        else
        {
            await ListAsync(); // the list shows the old role again
        }
    }

    private async Task ToggleAsync(AccountSummary account)
    {
        if (account.IsDisabled)
        {
            await DoAsync($"{account.Name} enabled", actor => Users.EnableAsync(actor, account.Id, left.Token));
            return;
        }

        var question =
            $"{account.Name} cannot sign in any more, and open windows end within a minute. What was commented and commanded stays.";
        if (await AskAsync($"Disable {account.Name}?", question, "Disable"))
        {
            await DoAsync($"{account.Name} disabled", actor => Users.DisableAsync(actor, account.Id, left.Token));
        }
    }

    private Task UnlockAsync(AccountSummary account) =>
        DoAsync($"{account.Name} unlocked", actor => Users.UnlockAsync(actor, account.Id, left.Token));

    private async Task ResetAsync(AccountSummary account)
    {
        var question =
            $"The present password of {account.Name} ends, and so do all sessions. You get a password for one sign-in to hand over.";
        if (!await AskAsync($"Reset the password of {account.Name}?", question, "Reset"))
        {
            return;
        }

        await DoAsync(
            $"Password of {account.Name} reset",
            async actor =>
            {
                var reset = await Users.ResetPasswordAsync(actor, account.Id, left.Token);
                if (reset.TryGet(out var password, out _))
                {
                    oneTime = (account.Name, password);
                }

                return reset.Map(_ => Done.Value);
            }
        );
    }

    private async Task<bool> AskAsync(string title, string question, string yes)
    {
        var parameters = new Dictionary<string, object?> { [nameof(ConfirmDialog.Question)] = question, [nameof(ConfirmDialog.Yes)] = yes };
        return await Dialogs.OpenAsync<ConfirmDialog>(title, parameters, DialogLook) is true;
    }

    private async Task DoAsync(string done, Func<Actor, Task<Result<Done>>> change)
    {
        busy = true;
        try
        {
            var actor = await Current.GetAsync(left.Token);
            if ((await change(actor)).Failure is { } refused)
            {
                Notifications.Notify(NotificationSeverity.Error, "Not done", refused.ToString(), 12000);
            }
            else
            {
                Notifications.Notify(NotificationSeverity.Success, done, string.Empty, 4000);
            }

            await ListAsync();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            failure = null; // the page was left
        }
        finally
        {
            busy = false;
        }
    }

    private async Task ListAsync()
    {
        var listed = await Users.ListAsync(await Current.GetAsync(left.Token), left.Token);
        failure = listed.Failure?.ToString();
        accounts = listed.Or(accounts!);
    }
}
