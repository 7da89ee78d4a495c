// @ts-nocheck
/**
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type Problem = {
    /** urn:duban:problem:<code> */
    "type": string;
    title: string;
    status: number;
    /** 不变的代码，程序据此判断 */
    code: string;
    /** 给人看的一句话：出了什么事，怎么办 */
    detail: string;
    /** 逐项的错误 */
    errors?: {
        at: string;
        says: string;
    }[];
};
export type Me = {
    person: {
        id: number;
        name: string;
    };
    login: string;
    admin: boolean;
    /** 有哪几种工作台，第一个先打开；由岗位得出 */
    roles: ("coordinator" | "supervisor" | "verifier" | "unit" | "admin")[];
    posts: {
        unitId: number;
        unit: string;
        role: string;
        roleName: string;
    }[];
    /** 须先设置自己的密码 */
    mustChange: boolean;
    hasPassword: boolean;
    /** 改密码时要不要原密码；由登录链接进来的不要 */
    asksOldPassword: boolean;
    /** 日期（北京时间） */
    today: string;
    timeZone: "Asia/Shanghai";
};
export type Session = {
    id: number;
    current: boolean;
    /** 浏览器自称 */
    agent: string;
    byLink: boolean;
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    seenAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
};
export type Plan = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
};
export type PlanDetails = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
    fileName: string;
    sides: {
        name: string;
        home: boolean;
        mode: "supervised" | "liaison";
        office: string | null;
    }[];
    review: {
        tasks: number;
        reviewed: number;
        dismissed: number;
        undated: number;
    };
};
export type PlanTask = {
    id: number;
    key: string;
    "number": string;
    title: string;
    /** 所在的章节 */
    section: string | null;
    lead: string[];
    support: string[];
    /** 按时限、随报表、只在册 */
    tracking: "deadline" | "return" | "record";
    distribution: "joint" | "each";
    force: "firm" | "soft" | "advice";
    reviewed: boolean;
    /** 文件里的时限 */
    due: string | null;
    /** 下一个时限 */
    nextDue: string | null;
    lights: {
        red?: number;
        yellow?: number;
        green?: number;
        grey?: number;
        done?: number;
    };
};
export type PlanTasks = {
    tasks: PlanTask[];
    may: {
        /** 本人可以预演和启动 */
        launch: boolean;
        /** 本人可以暂停、恢复、结束、调整时限 */
        order: boolean;
    };
    /** 启动前还要办的；只有可以启动的人看得到 */
    open: {
        about: "state" | "issued" | "start" | "term" | "coordinator" | "links" | "review" | "names" | "contacts" | "returns" | "budget";
        says: string;
        items: string[];
    }[];
};
export type LaunchProgress = {
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 随启动开始的事项有几个 */
    rows: number;
    /** 其中已经开始的 */
    started: number;
    /** 后台程序（worker）在运行 */
    working: boolean;
};
export type LaunchForm = {
    title: string;
    /** 文件写明的印发日期 */
    issued: string | null;
    superviseFrom: string | null;
    openEnded: boolean;
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    /** 可以由哪些单位负责 */
    offices: {
        id: number;
        name: string;
    }[];
    links: {
        choice: "open" | "internal" | "none";
        /** 为什么不能这样选 */
        refusal: string | null;
    }[];
    progress: LaunchProgress;
};
export type LaunchFault = {
    /** 由哪一项解决 */
    about: "state" | "issued" | "start" | "term" | "coordinator" | "links" | "review" | "names" | "contacts" | "returns" | "budget";
    says: string;
    items: string[];
};
export type RehearsedContact = {
    personId: number;
    /** 对方单位的人不写姓名 */
    name: string;
    units: string[];
    /** 单位联系人；领导和办公室另有限额 */
    contact: boolean;
    mails: number;
    sms: number;
    months: {
        /** YYYY-MM */
        month: string;
        mails: number;
        digests: number;
        sms: number;
    }[];
    /** 超过每月封数的月份 */
    over: string[];
    /** 因封数已满，并入以后邮件的条数 */
    later: number;
    /** 因封数已满，由更近的提醒代替的条数 */
    replaced: number;
};
export type RehearsedMessage = {
    /** 日期（北京时间） */
    on: string;
    personId: number;
    channel: "mail" | "sms";
    kind: "assignment" | "digest" | "list";
    /** 各行：duties 里的第几项（0 起；空为整个单位）、说什么 */
    lines: {
        duty: number | null;
        what: string;
    }[];
};
export type LaunchRehearsal = {
    /** 不能启动的原因；没有才能启动 */
    faults: LaunchFault[];
    /** 有联系人每月超过封数：要再确认一次 */
    budget: LaunchFault | null;
    /** 随报表跟踪而没有报表的 */
    silent: LaunchFault | null;
    notes: string[];
    /** 逐年执行的各项，下次是哪一天 */
    yearly: string[];
    waiting: string[];
    superviseFrom: string | null;
    counts: {
        tasks: number;
        occurrences: number;
        series: number;
        beforeStart: number;
        liaison: number;
        units: number;
    };
    /** 日期（北京时间） */
    "from": string;
    /** 日期（北京时间） */
    until: string;
    mailsPerMonth: number;
    contacts: RehearsedContact[];
    duties: {
        title: string;
        unit: string;
        dueOn: string | null;
    }[];
    messages: RehearsedMessage[];
    /** 各单位各月到期几期 */
    load: {
        unit: string;
        months: {
            /** YYYY-MM */
            month: string;
            due: number;
        }[];
    }[];
    /** 许多任务同一天到期：督办系统提出的序时进度 */
    crowded: {
        /** 日期（北京时间） */
        dueOn: string;
        count: number;
        "of": number;
        tasks: {
            key: string;
            title: string;
            /** 日期（北京时间） */
            by: string;
        }[];
    }[];
    /** 没有最后提醒的时限 */
    lacking: {
        title: string;
        unit: string;
        dueOn: string;
    }[];
    unsettled: {
        without: {
            key: string;
            title: string;
        }[];
        partly: number;
    };
    /** 文件里没有确定的矛盾 */
    doubts: string[];
    /** 节假日安排还没有公布的年份 */
    provisional: number[];
};
export type Gantt = {
    title: string;
    /** 日期（北京时间） */
    today: string;
    /** 日期（北京时间） */
    "from": string;
    /** 日期（北京时间） */
    to: string;
    tasks: {
        id: number;
        "number": string;
        title: string;
        section: string | null;
        lead: string[];
        /** 每个时限一条：从可以办理到时限，各种灯几项 */
        bars: {
            /** 日期（北京时间） */
            opensOn: string;
            /** 日期（北京时间） */
            dueOn: string;
            lights: {
                red?: number;
                yellow?: number;
                green?: number;
                grey?: number;
                done?: number;
            };
        }[];
        milestones: {
            /** 日期（北京时间） */
            date: string;
            text: string;
        }[];
    }[];
};
export type PlanOrderInput = {
    kind: "pause";
    reason: string;
} | {
    kind: "resume";
    reason?: string;
} | {
    kind: "end";
    reason: string;
} | {
    kind: "due";
    /** 任务编号或序号 */
    task: string;
    /** 日期（北京时间） */
    until: string;
    /** 有几期在办时，是哪一期 */
    period?: string;
    reason: string;
} | {
    kind: "event";
    task: string;
    /** 事件发生的日期 */
    on: string;
    reason?: string;
};
export type ChangeLine = {
    id: string;
    "number": string;
    title: string;
    unit: string;
    /** 空：还没有送达 */
    outcome: ("done" | "edited" | "refused") | null;
    reason: string | null;
};
export type ChangePreview = {
    words: string;
    /** 会送达哪些事项 */
    lines: ChangeLine[];
};
export type PlanChange = {
    id: number;
    kind: string;
    words: string;
    reason: string | null;
    person: string | null;
    /** 时刻（UTC） */
    at: string;
    doneAt: string | null;
    rows: number;
    /** 在办，已记入台账 */
    done: number;
    /** 未启动，已调整 */
    edited: number;
    /** 不适用 */
    refused: number;
};
export type LedgerRow = {
    /** 事项编号；用在地址里时须编码（encodeURIComponent） */
    id: string;
    planId: number;
    taskId: number;
    /** 序号 */
    "number": string;
    title: string;
    /** 报告期，例如 3月份 */
    reportingPeriod: string | null;
    unitId: number;
    /** 责任单位 */
    unit: string;
    dueOn: string | null;
    originalDueOn: string | null;
    /** 时限落在休息日时，之前最后一个工作日 */
    practicalDueOn: string | null;
    /** 所在年份的放假安排还没有公布 */
    provisional: boolean;
    light: "red" | "yellow" | "green" | "grey" | "done";
    lightName: string;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
    /** 逾期的工作日；没有逾期为 0 */
    daysLate: number;
    /** 还有几天，已过为负；没有时限、已报办结或已结束为空 */
    daysLeft: number | null;
    completedOn: string | null;
    endedOn: string | null;
    /** 申请延至哪一天，还没有答复 */
    extensionUntil: string | null;
    /** 单位退回任务，还没有答复 */
    declinedOn: string | null;
    pausedOn: string | null;
    promisedOn: string | null;
    /** 时限在等什么 */
    waiting: string | null;
    /** 需对方协调 */
    liaison: boolean;
    /** 督办开始前已到期，只列出 */
    beforeStart: boolean;
    /** 数量要求 */
    tally: {
        target: number;
        sum: number;
        unit: string | null;
    } | null;
    /** 最近一次办理 */
    lastAct: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        person: string | null;
        unit: string | null;
        door: string;
    } | null;
};
export type LedgerPage = {
    rows: LedgerRow[];
    page: number;
    size: number;
    /** 共几行，至多数到 10000 */
    total: number;
    /** 比 total 还多 */
    more: boolean;
    /** 日期（北京时间） */
    today: string;
};
export type Board = {
    /** 日期（北京时间） */
    today: string;
    figures: {
        name: string;
        label: string;
        count: number;
        /** 台账里数出它的那些行：/ledger?… */
        query: string;
    }[];
    /** 各单位各月的灯 */
    cells: {
        unitId: number;
        unit: string;
        /** YYYY-MM；没有时限为空 */
        month: string | null;
        light: "red" | "yellow" | "green" | "grey" | "done";
        lightName: string;
        count: number;
        query: string;
    }[];
};
export type CalendarMonth = {
    /** 日期（北京时间） */
    today: string;
    month: string;
    days: {
        /** 日期（北京时间） */
        day: string;
        /** 上班、周末、放假、调休上班 */
        kind: "work" | "weekend" | "holiday" | "make-up";
        /** 这一年的放假安排还没有公布 */
        provisional: boolean;
        total: number;
        lights: {
            red?: number;
            yellow?: number;
            green?: number;
            grey?: number;
            done?: number;
        };
        /** 先到的至多 5 项，逾期的在前 */
        rows: LedgerRow[];
    }[];
};
export type BulkPreview = {
    /** 符合条件的超过 300 项，只取前 300 项 */
    more: boolean;
    kinds: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        "as": "office" | "behalf" | "unit";
        name: string;
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
        /** 其中几项可以这样办 */
        count: number;
    }[];
    rows: {
        id: string;
        "number": string;
        title: string;
        unit: string;
        dueOn: string | null;
        light: "red" | "yellow" | "green" | "grey" | "done";
        stateName: string;
        /** 可以这样办（没有选办法时：有办法可办） */
        may: boolean;
        /** 为什么不能 */
        why: string | null;
    }[];
};
export type ToldMessage = {
    id: number;
    channel: "mail" | "sms" | "chat";
    reader: string | null;
    /** 怎样发出、送达没有 */
    steps: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        /** 服务器的原话，只给办公室看 */
        server: string | null;
    }[];
};
export type Moment = {
    /** 日期（北京时间） */
    day: string;
    /** 例如 到期提醒（最后一次） */
    what: string;
    /** 依据哪条规则 */
    rule: string;
    /** 只按规则数，应在哪一天 */
    nominal: string;
    /** 为什么改到这一天 */
    reasons: string[];
    outcome: "told" | "waits" | "not-told" | "to-come";
    outcomeName: string;
    told: {
        audience: string;
        unit: string | null;
        outcome: string;
        lines: string[];
        messages: ToldMessage[];
    }[];
};
export type EvidenceFile = {
    id: string;
    name: string;
    mediaType: string;
    size: number;
};
export type LedgerEvent = {
    /** 台账里的次序；0：启动之前的变更 */
    seq: number;
    /** 时刻（UTC） */
    at: string;
    kind: string;
    words: string;
    door: string;
    person: string | null;
    /** 在单位设备上自称的姓名 */
    user: string | null;
    unit: string | null;
    text: string | null;
    files: EvidenceFile[];
};
export type Occurrence = {
    row: LedgerRow;
    clause: {
        planTitle: string;
        documentNumber: string | null;
        section: string | null;
        /** 原文 */
        quote: string;
        /** 写明时限的字 */
        words: string | null;
        /** 怎样理解 */
        meaning: string | null;
        /** 同上，逐行的话 */
        lines: string[];
    };
    parties: {
        unitId: number;
        unit: string;
        role: "answering" | "participant" | "counterpart";
        /** 方案里怎么称呼 */
        written: string;
    }[];
    /** 督办该事项的办公室 */
    office: string | null;
    /** 本人现在可以办理的 */
    offered: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
    }[];
    /** 提醒、催办和上报：已经到的和还没到的 */
    moments: Moment[];
    /** 经过，新的在后 */
    events: LedgerEvent[];
};
export type CommandInput = {
    kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
    /** 理由或内容，记入台账 */
    text?: string;
    /** decide-extension：同意或不同意 */
    approve?: boolean;
    /** 延至、限期整改、预计完成的日期 */
    until?: string;
    /** 事件、填报数量、收件是哪一天 */
    on?: string;
    amount?: number;
    outOf?: number;
    /** 改交哪个单位；请哪个单位配合 */
    toUnitId?: number;
    /** hand-on：转交给谁 */
    colleague?: {
        name: string;
        phone?: string;
        email?: string;
    };
    /** 怎样告知的 */
    source?: "telephone" | "wechat" | "paper" | "oa" | "mail" | "sms";
    /** 代单位填报：是哪个单位（有几个时）、谁告知的 */
    behalf?: {
        unitId?: number;
        informant?: string;
    };
    /** 先上传的佐证材料 */
    fileIds?: string[];
    /** close：抽查过的 */
    sampled?: boolean;
};
export type CommandTaken = {
    /** 台账里的次序 */
    seq: number;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
};
export type KeptFile = {
    /** 办理时写进 fileIds */
    id: string;
    name: string;
    size: number;
};
export type ApiToken = {
    id: number;
    name: string;
    /** 以哪个账号的身份 */
    login: string;
    person: string;
    scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
    usedAt: string | null;
};
/**
 * 登录；浏览器得到 Cookie
 */
export function logIn({ body }: {
    body: {
        /** 登录名，不分大小写 */
        login: string;
        password: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 退出登录；没有登录时也是成功
 */
export function logOut(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 用一次性登录链接登录；链接用过即失效
 */
export function enterByLink({ token }: {
    token: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/login-links/${encodeURIComponent(token)}`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 本人：姓名、岗位、有哪几种工作台
 */
export function getMe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Me;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me", {
        ...opts
    }));
}
/**
 * 设置或更改密码；其他地方的登录随之退出
 */
export function setPassword({ body }: {
    body: {
        /** 原密码；由登录链接进来的不用填 */
        old?: string;
        /** 新密码，至少 10 个字符 */
        "new": string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/password", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 本人现在登录着的浏览器
 */
export function listSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Session[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/sessions", {
        ...opts
    }));
}
/**
 * 让一个浏览器退出登录
 */
export function endSession({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/me/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 本人看得到的方案，新的在前
 */
export function listPlans(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Plan[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/plans", {
        ...opts
    }));
}
/**
 * 一个方案
 */
export function getPlan({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanDetails;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 方案的任务，本人看得到的事项各种灯有几项；启动前还要办什么
 */
export function listPlanTasks({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanTasks;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/tasks`, {
        ...opts
    }));
}
/**
 * 启动前可以选什么；限牵头办公室的协调员
 */
export function getLaunch({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchForm;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch`, {
        ...opts
    }));
}
/**
 * 启动方案，或让中断的启动接着做；再提交一次不会重复
 */
export function launchPlan({ id, body }: {
    id: number;
    body: {
        /** 印发日期，文件没有写明时必填 */
        issued?: string;
        /** 督办开始日期 */
        superviseFrom?: string;
        /** 由哪个单位的协调员负责 */
        officeId?: number;
        /** 逐年执行 */
        openEnded?: boolean;
        /** 执行到哪一天为止 */
        until?: string;
        /** 未经审核的任务也启动 */
        unreviewed?: boolean;
        /** 责任单位没有联系人也启动 */
        withoutContact?: boolean;
        /** 由督办系统增设每季度一次的进展报表 */
        quarterlyReturn?: boolean;
        /** 消息里的链接 */
        links?: "open" | "internal" | "none";
        /** 预演显示有联系人每月超过封数，也启动 */
        overBudget?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: LaunchProgress;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 启动进行到哪里
 */
export function getLaunchProgress({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchProgress;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch/progress`, {
        ...opts
    }));
}
/**
 * 预演：按这些选择启动，谁在什么时候收到什么；不写入，不发送
 */
export function rehearseLaunch({ id, body }: {
    id: number;
    body: {
        /** 印发日期，文件没有写明时必填 */
        issued?: string;
        /** 督办开始日期 */
        superviseFrom?: string;
        /** 由哪个单位的协调员负责 */
        officeId?: number;
        /** 逐年执行 */
        openEnded?: boolean;
        /** 执行到哪一天为止 */
        until?: string;
        /** 未经审核的任务也启动 */
        unreviewed?: boolean;
        /** 责任单位没有联系人也启动 */
        withoutContact?: boolean;
        /** 由督办系统增设每季度一次的进展报表 */
        quarterlyReturn?: boolean;
        /** 消息里的链接 */
        links?: "open" | "internal" | "none";
        /** 假定各单位都不回应，或都按时 */
        units?: "silent" | "punctual";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchRehearsal;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/rehearsal`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 进度图：方案各项任务的时限和节点，只含本人看得到的
 */
export function getGantt({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Gantt;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/gantt`, {
        ...opts
    }));
}
/**
 * 这样调整会送达哪些事项；不写入
 */
export function previewChange({ id, planOrderInput }: {
    id: number;
    planOrderInput: PlanOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ChangePreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes/preview`, oazapfts.json({
        ...opts,
        method: "POST",
        body: planOrderInput
    })));
}
/**
 * 暂停、恢复、提前结束方案，调整一项任务的时限，填报事件日期
 */
export function orderChange({ id, idempotencyKey, planOrderInput }: {
    id: number;
    idempotencyKey: string;
    planOrderInput: PlanOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: PlanChange;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes`, oazapfts.json({
        ...opts,
        method: "POST",
        body: planOrderInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 方案的变更，新的在前
 */
export function listChanges({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanChange[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes`, {
        ...opts
    }));
}
/**
 * 一次变更送达了多少，逐项结果
 */
export function getChange({ id, change }: {
    id: number;
    change: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            kind: string;
            words: string;
            reason: string | null;
            person: string | null;
            /** 时刻（UTC） */
            at: string;
            doneAt: string | null;
            rows: number;
            /** 在办，已记入台账 */
            done: number;
            /** 未启动，已调整 */
            edited: number;
            /** 不适用 */
            refused: number;
            lines: ChangeLine[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes/${encodeURIComponent(change)}`, {
        ...opts
    }));
}
/**
 * 台账，按页；只含本人看得到的
 */
export function listLedger({ plan, unit, task, state, light, dueFrom, dueTo, undated, mark, text, period, sort, page, size }: {
    plan?: number;
    unit?: number;
    task?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
    page?: number;
    size?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LedgerPage;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/ledger${QS.query(QS.explode({
        plan,
        unit,
        task,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        text,
        period,
        sort,
        page,
        size
    }))}`, {
        ...opts
    }));
}
/**
 * 看板：各项数字和各单位各月的灯，每个数字都写明数的是哪些行
 */
export function getBoard({ plan, unit }: {
    plan?: number;
    unit?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Board;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/board${QS.query(QS.explode({
        plan,
        unit
    }))}`, {
        ...opts
    }));
}
/**
 * 按同样条件导出 Excel 表，至多 20000 行
 */
export function exportLedger({ plan, unit, task, state, light, dueFrom, dueTo, undated, mark, text, period, sort }: {
    plan?: number;
    unit?: number;
    task?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/export/ledger.xlsx${QS.query(QS.explode({
        plan,
        unit,
        task,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        text,
        period,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * 一个月里每天到期几项、是不是上班；只含本人看得到的
 */
export function getCalendar({ month, plan, unit, light }: {
    month?: string;
    plan?: number;
    unit?: number;
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CalendarMonth;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/calendar${QS.query(QS.explode({
        month,
        plan,
        unit,
        light
    }))}`, {
        ...opts
    }));
}
/**
 * 批量办理前先看：能怎样办，几项能办，其余为什么不能；不写入。办理仍是一项一个命令
 */
export function previewBulk({ body }: {
    body: {
        ids?: string[];
        /** 符合条件的全部；与 ids 只写一个 */
        query?: {
            /** 方案编号 */
            plan?: number;
            /** 责任单位 */
            unit?: number;
            /** 一项任务 */
            task?: number;
            /** 状态，可写几个，逗号隔开 */
            state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
            /** 灯，可写几个，逗号隔开 */
            light?: ("red" | "yellow" | "green" | "grey" | "done")[];
            /** 日期（北京时间） */
            due_from?: string;
            /** 日期（北京时间） */
            due_to?: string;
            /** 没有日期的 */
            undated?: "true" | "false";
            /** extension 申请延期，declined 退回任务，paused 暂停，risk 报告困难，waiting 等待事件 */
            mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
            /** 事项、原文、序号、单位里的字，几个词用空格隔开 */
            text?: string;
            /** 报告期，例如 3月份 */
            period?: string;
            sort?: "due" | "-due" | "plan" | "unit" | "late";
        };
        kind?: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        "as"?: "office" | "behalf" | "unit";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BulkPreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/bulk/preview", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 一个事项：原文、各方、提醒和回执、经过、现在可以办理什么
 */
export function getOccurrence({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Occurrence;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 办理：销号、退回、答复延期、批示、代填……；权限和规则与命令行、单位页面相同
 */
export function giveCommand({ id, idempotencyKey, commandInput }: {
    id: string;
    idempotencyKey?: string;
    commandInput: CommandInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CommandTaken;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}/commands`, oazapfts.json({
        ...opts,
        method: "POST",
        body: commandInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 上传佐证材料（multipart，字段名 files，请求头 x-duban: 1）；一次至多 9 个，每个至多 20 MB
 */
export function keepFiles({ body }: {
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: KeptFile[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/files", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 佐证材料；inline=true 在页面里查看（图片、PDF）
 */
export function getFile({ inline, id }: {
    inline?: "true" | "false";
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/files/${encodeURIComponent(id)}${QS.query(QS.explode({
        inline
    }))}`, {
        ...opts
    }));
}
/**
 * 接口密钥，不含密钥本身
 */
export function listTokens(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiToken[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", {
        ...opts
    }));
}
/**
 * 新建接口密钥；密钥只在这一次答复里
 */
export function makeToken({ body }: {
    body: {
        /** 给哪个系统用 */
        name: string;
        /** 以哪个账号的身份；默认本人 */
        login?: string;
        scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
        /** 用到哪一天（含） */
        until: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            id: number;
            name: string;
            /** 以哪个账号的身份 */
            login: string;
            person: string;
            scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
            /** 时刻（UTC） */
            createdAt: string;
            /** 时刻（UTC） */
            expiresAt: string;
            usedAt: string | null;
            token: string;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 停用接口密钥
 */
export function revokeToken({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/tokens/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 实时变化（SSE）：changed 的 data 是 {"occurrenceIds": […]}，或 {"all": true}（全部重读）；只含本人看得到的
 */
export function followChanges(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/events", {
        ...opts
    }));
}
